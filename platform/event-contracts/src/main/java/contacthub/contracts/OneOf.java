package contacthub.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text field that holds a word of a closed list. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface OneOf {

    /** An enum: {@link Channel}, {@link AddressType}, {@link ContactKind} or {@link Direction}. */
    Class<? extends Word> value();
}
