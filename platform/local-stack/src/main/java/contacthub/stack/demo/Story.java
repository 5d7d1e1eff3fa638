package contacthub.stack.demo;

/**
 * One exchange between a customer and the company.
 *
 * @param outcome of a call only: answered, callback or missed
 * @param ask what the customer says; of a call, what the operator noted
 * @param then what the customer says after the answer, if anything
 */
record Story(String channel, String kind, String subject, String ask, String answer, String then, String outcome) {

    boolean isCall() {
        return channel.equals("call");
    }

    /** The same with the number of an order filled in. */
    Story about(String order) {
        return new Story(channel, kind, filled(subject, order), filled(ask, order), filled(answer, order),
                filled(then, order), outcome);
    }

    private static String filled(String text, String order) {
        return text == null ? null : text.replace("{order}", order);
    }
}
