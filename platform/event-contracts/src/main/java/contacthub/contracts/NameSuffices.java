package contacthub.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An address of which only the name may be known, such as the author of a review. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface NameSuffices {
}
