package contacthub.contact.intake;

import java.util.List;
import java.util.stream.Stream;

import contacthub.contracts.Address;
import contacthub.contracts.CallFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Fact;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ReviewFact;
import contacthub.contracts.SurveyFact;
import contacthub.contracts.VisitFact;

/** Which addresses of an event are the customer's. */
final class Senders {

    private Senders() {
    }

    static List<Address> of(Fact fact) {
        if (fact instanceof ContactFact.Received received) {
            List<Address> all = received.fromAll() == null ? List.of() : received.fromAll();
            return Stream.concat(Stream.ofNullable(received.from()), all.stream()).toList();
        }
        return Stream.ofNullable(one(fact)).toList();
    }

    private static Address one(Fact fact) {
        if (fact instanceof ContactFact.Sent sent) {
            return sent.to();
        }
        if (fact instanceof CallFact.Recorded call) {
            return "in".equals(call.direction()) ? call.from() : call.to();
        }
        if (fact instanceof PurchaseFact.Recorded purchase) {
            return purchase.customer();
        }
        if (fact instanceof VisitFact.Recorded visit) {
            return visit.customer();
        }
        if (fact instanceof SurveyFact.Answered answer) {
            return answer.customer();
        }
        return fact instanceof ReviewFact.Recorded review && review.author().type() != null ? review.author() : null;
    }
}
