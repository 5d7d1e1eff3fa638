package contacthub.runtime.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/** Text that PostgreSQL and UTF-8 can hold: without NUL and without halves of surrogate pairs. */
@Documented
@Constraint(validatedBy = Storable.Check.class)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Storable {

    /** What a sender is told. */
    String message() default "must not have a NUL character or half of a surrogate pair";

    /** As Bean Validation asks. */
    Class<?>[] groups() default {};

    /** As Bean Validation asks. */
    Class<? extends Payload>[] payload() default {};

    /** Finds what cannot be stored. */
    final class Check implements ConstraintValidator<Storable, String> {

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return flaw(value).isEmpty();
        }

        /** What is wrong with a text, if anything. */
        public static Optional<String> flaw(String value) {
            for (int i = 0; value != null && i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == 0) {
                    return Optional.of("must not have a NUL character");
                }
                if (Character.isHighSurrogate(c) && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    return Optional.of("must not have half of a surrogate pair");
                }
            }
            return Optional.empty();
        }

        /** The value of a query parameter; a problem that names it where it cannot be stored. */
        public static String parameter(String name, String value) {
            flaw(value).ifPresent(flaw -> {
                throw Problem.invalid(name, flaw);
            });
            return value;
        }
    }
}
