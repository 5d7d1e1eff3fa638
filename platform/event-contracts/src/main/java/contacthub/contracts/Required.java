package contacthub.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field every writer gives and every reader may count on; all others may be absent. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Required {

    /** One of these components at least must be given, whichever is known. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface AnyOf {

        /** Names of record components. */
        String[] value();
    }
}
