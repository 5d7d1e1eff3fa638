package contacthub.segment.scoring;

import java.math.BigDecimal;

/** Numbers as people write them. */
final class Plain {

    private Plain() {
    }

    /** Without zeros that say nothing, and without an exponent. */
    static BigDecimal of(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
