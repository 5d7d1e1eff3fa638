package contacthub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something took inside a service, by its own clock and without the way there and back: a histogram among the
 * service's metrics (OpenMetrics text), as it stands at one moment.
 *
 * @param counts how many took at most so many seconds
 */
record Histogram(SortedMap<Double, Double> counts) {

    /** Of this name; empty where the service has told none yet. */
    static Histogram read(URI management, String name) throws IOException, InterruptedException {
        String metrics = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(management.resolve("/q/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        SortedMap<Double, Double> counts = new TreeMap<>();
        Matcher bucket = Pattern.compile("(?m)^" + name + "_bucket\\{.*?le=\"([^\"]+)\".*?} (\\S+)").matcher(metrics);
        while (bucket.find()) {
            double most = bucket.group(1).equals("+Inf")
                    ? Double.POSITIVE_INFINITY
                    : Double.parseDouble(bucket.group(1));
            counts.put(most, Double.parseDouble(bucket.group(2)));
        }
        return new Histogram(counts);
    }

    /** The upper end, in milliseconds, of where this share of those since an earlier moment lie. */
    double millisSince(Histogram earlier, double share) {
        double all = since(earlier, Double.POSITIVE_INFINITY);
        return counts.keySet().stream().filter(most -> since(earlier, most) >= all * share).findFirst().orElseThrow()
                * 1e3;
    }

    private double since(Histogram earlier, double most) {
        return counts.getOrDefault(most, 0.0) - earlier.counts.getOrDefault(most, 0.0);
    }
}
