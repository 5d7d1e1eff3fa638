package contacthub.contact.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contact.intake.ReadEvent;
import contacthub.runtime.event.Ids;
import contacthub.runtime.web.Problem.FieldError;

/** What a line was read as. */
sealed interface Reading {

    /** An event with an id of its own. */
    record Named(ReadEvent event) implements Reading {}

    /**
     * An event that the line gives no id.
     *
     * @param content what makes it different from other lines
     */
    record Nameless(String content, ObjectNode data, String type, String source) implements Reading {

        /** The event, by the id that the n-th such line has in every import of this source. */
        ReadEvent named(int nth) {
            String id = Ids.named(type, content, Integer.toString(nth)).toString();
            return ReadEvent.plain(data, type, id, source);
        }
    }

    /** No event at all. */
    record Refused(FieldError error) implements Reading {}
}
