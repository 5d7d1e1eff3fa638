package contacthub.bench;

import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Purchases in small batches: of each batch the first is of a new customer, the others of customers known before. */
final class SegmentPurchases {

    static final int BATCH = 20;

    private final Requests requests;
    private final String run;

    SegmentPurchases(Properties credentials, String run) {
        this.requests = new Requests(credentials);
        this.run = run;
    }

    byte[] batch(long number) {
        return requests.events(IntStream.range(0, BATCH).mapToObj(i -> purchase(number * BATCH + i))
                .collect(Collectors.joining(",", "[", "]")));
    }

    private String purchase(long number) {
        String customer = number % BATCH == 0 ? "new-" + number : Long.toString(number % Requests.CUSTOMERS);
        return "{\"specversion\":\"1.0\",\"source\":\"/bench/segments-" + run + "\",\"id\":\"" + number
                + "\",\"type\":\"contacthub.purchase.recorded.v1\",\"data\":{\"customer\":{\"type\":\"external\",\"value\":"
                + "\"bench-segments-" + run + "/" + customer + "\"},\"order\":\"" + number + "\",\"amount\":"
                + (10 + number % 90) + ".50,\"currency\":\"EUR\"}}";
    }
}
