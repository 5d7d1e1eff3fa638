package contacthub.contracts;

import java.math.BigDecimal;

/** What a customer answered when we asked. */
public sealed interface SurveyFact extends Fact {

    /** One answer to one survey, about a conversation if one is named. */
    @Type(value = "contacthub.survey.answered.v1", posted = true)
    record Answered(@Required Address customer, @Required String survey, String conversation,
            @Required BigDecimal score, String text) implements SurveyFact {}
}
