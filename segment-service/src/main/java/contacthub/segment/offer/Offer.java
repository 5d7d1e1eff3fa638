package contacthub.segment.offer;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import contacthub.runtime.web.Storable;

/**
 * What is offered, and to whom.
 *
 * @param segments the customer must be in one of these; any will do where there are none
 * @param rFrom the least score of recency, 1 to 5; likewise {@code fFrom} and {@code mFrom}; null: any
 * @param coolDownDays days an answer keeps it from being offered to the same customer again
 * @param acceptanceLabels words for why it was accepted, of which feedback may name one; likewise {@code refusalLabels}
 */
record Offer(@NotBlank @Size(max = 200) @Storable String title,
        @Size(max = 50) List<@NotNull @Pattern(regexp = Offer.WORD) String> segments,
        @Min(1) @Max(5) Integer rFrom, @Min(1) @Max(5) Integer fFrom, @Min(1) @Max(5) Integer mFrom,
        @NotNull @Min(0) @Max(3650) Integer coolDownDays,
        @Size(max = 20) List<@NotNull @Pattern(regexp = Offer.WORD) String> acceptanceLabels,
        @Size(max = 20) List<@NotNull @Pattern(regexp = Offer.WORD) String> refusalLabels) {

    static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    Offer {
        segments = segments == null ? List.of() : segments;
        acceptanceLabels = acceptanceLabels == null ? List.of() : acceptanceLabels;
        refusalLabels = refusalLabels == null ? List.of() : refusalLabels;
    }

    /** The labels that go with an answer. */
    List<String> labels(boolean accepted) {
        return accepted ? acceptanceLabels : refusalLabels;
    }
}
