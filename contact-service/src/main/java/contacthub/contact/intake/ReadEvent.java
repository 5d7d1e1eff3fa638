package contacthub.contact.intake;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem.FieldError;

/**
 * One event as it was read and checked.
 *
 * @param posted the event, to be taken only when nothing is wrong
 * @param errors what is wrong with it, field by field
 */
public record ReadEvent(Posted posted, List<FieldError> errors) {

    /** A CloudEvent in JSON; a problem where it is no JSON object of at most 64 KB. */
    public static ReadEvent structured(byte[] json) {
        return of(CloudEventReader.structured(json));
    }

    /** The data of an event as plain JSON, with {@code time} among it if it happened earlier. */
    public static ReadEvent plain(ObjectNode data, String type, String id, String source) {
        var attributes = new Attributes();
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", source);
        attributes.put("type", type);
        attributes.put("time", Optional.ofNullable(data.remove("time")).filter(time -> !time.isNull())
                .map(time -> time.asText()).orElse(null));
        attributes.json(Json.bytes(data));
        ReadEvent read = of(attributes);
        return new ReadEvent(read.posted, read.errors.stream().map(ReadEvent::ofPlain).toList());
    }

    private static ReadEvent of(Attributes attributes) {
        Posted posted = attributes.posted();
        return new ReadEvent(posted,
                attributes.errors().isEmpty() ? DataRules.check(posted) : attributes.errors());
    }

    /** A field by the name its sender gave it. */
    private static FieldError ofPlain(FieldError error) {
        return new FieldError(error.field().replaceFirst("^data\\.", ""), error.reason());
    }
}
