package contacthub.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Something that happened, as told in the data of one CloudEvent (spec 10). Every record that implements it carries {@link Type}. */
public interface Fact {

    /** The CloudEvents type name of a fact and the topic of the service that owns it. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Type {

        /** {@code contacthub.<aggregate>.<past-participle>.v<n>}. */
        String value();

        /** The topic the fact is published on; facts that integrations post also travel on {@link Topics#CONTACT_INTAKE}. */
        String topic() default Topics.CONTACT_EVENTS;

        /** Whether an integration may post it; all others only the hub itself tells. */
        boolean posted() default false;
    }
}
