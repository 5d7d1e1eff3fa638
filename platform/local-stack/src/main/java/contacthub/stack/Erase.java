package contacthub.stack;

import java.io.IOException;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.stack.demo.HubApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erases a person at their wish and shows the receipt; done only when every service has reported. */
@Command(name = "erase", description = "Erase a customer from all services, for ever; asked again, show the receipt.")
final class Erase implements Callable<Integer> {

    private static final int LOOKS = 40;

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "REF", description = "The customer's id, or type:value of an address, such as phone:+79161234567.")
    private String ref;

    Erase(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        return Administrator.does(settings, this::erase);
    }

    private void erase(HubApi hub) {
        JsonNode receipt = hub.delete("contact", "/api/v1/customers/" + path(ref));
        String where = "/api/v1/erasures/" + receipt.path("id").asText();
        for (int look = 0; look < LOOKS && !isSettled(receipt); look++) {
            HubApi.pause();
            receipt = hub.find("contact", where).orElseThrow();
        }
        show(receipt);
        if (!receipt.path("missing").isEmpty()) {
            throw new StackFailure(receipt.path("missing") + " did not report yet and will when up again: "
                    + hub.url("contact") + where + " is the receipt");
        }
    }

    /** An external number has a slash of its own, which stays one. */
    static String path(String ref) {
        return HubApi.segment(ref).replace("%2F", "/").replace("%3A", ":");
    }

    private static boolean isSettled(JsonNode receipt) {
        return receipt.path("missing").isEmpty() && (receipt.hasNonNull("gone_by") || receipt.hasNonNull("kept_on"));
    }

    private void show(JsonNode receipt) {
        say("erased", "customer " + receipt.path("customer").asText() + ", receipt " + receipt.path("id").asText());
        receipt.path("services").forEach(part -> say(part.path("service").asText(),
                part.path("at").asText() + " " + part.path("rows")));
        if (receipt.hasNonNull("gone_by")) {
            say("kafka", "forgets what was sent before by " + receipt.path("gone_by").asText());
        }
        if (receipt.hasNonNull("kept_on")) {
            say("kafka", "is set never to forget on " + receipt.path("kept_on") + ": set retention.ms there");
        }
        spec.commandLine().getOut().flush();
    }

    private void say(String what, String text) {
        spec.commandLine().getOut().printf("  %-21s %s%n", what, text);
    }
}
