package contacthub.contracts;

import java.math.BigDecimal;

/** What a customer answered when we asked. */
public sealed interface SurveyFact extends Fact {

    /** One answer to one survey, about a conversation if one is named. */
    @Type("contacthub.survey.answered.v1")
    record Answered(Address customer, String survey, String conversation, BigDecimal score,
            String text) implements SurveyFact {}
}
