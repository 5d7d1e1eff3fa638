package contacthub.contact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import contacthub.contracts.Json;

/** Which policy matches, and what the list was at which revision. */
class PolicyBookTest {

    private static final String VIP = """
            {"position": 10, "match": {"segment": "activity.vip", "customer": {"town": ["Kazan", "Perm"]}},
             "targets": {"first-reply": {"minutes": 60, "calendar": "office"}, "resolution": {"minutes": 600}},
             "ladder": [{"after_minutes": 0, "notify": "supervisor"}]}""";
    private static final String ALL = """
            {"position": 20, "targets": {"first-reply": {"minutes": 540, "calendar": "office"}}}""";

    private static Policy policy(String name, long version, long revision, String json) {
        PolicyForm form = PolicyCheck.readable(PolicyForm.read(json), false);
        return new Policy(name, version, revision, false, form.position(), form, null, Instant.EPOCH, "test");
    }

    private static Policy broken(String name, long revision) {
        return new Policy(name, 1, revision, false, 0, null, "targets is of the wrong shape", Instant.EPOCH, "test");
    }

    private static Policy deleted(String name, long version, long revision) {
        return new Policy(name, version, revision, true, 0, null, null, Instant.EPOCH, "test");
    }

    private static Circumstances vipOf(String town) {
        return new Circumstances("activity.vip", "email", "question", "normal", Map.of("town", town));
    }

    @Test
    void readsWhatItWrites() {
        PolicyForm form = PolicyForm.read(VIP);

        assertThat(PolicyForm.read(Json.text(form))).isEqualTo(form);
        assertThat(Json.text(form)).contains("\"notify\":\"supervisor\"");
    }

    @Test
    void takesTheFirstThatMatchesAndSaysWhyNotThoseBefore() {
        var book = new PolicyBook(List.of(policy("all", 1, 1, ALL), policy("vip", 1, 1, VIP)));

        assertThat(book.choose(1, vipOf("Perm")).policy()).isEqualTo("vip");
        Ruling other = book.choose(1, vipOf("Omsk"));
        assertThat(other.policy()).isEqualTo("all");
        assertThat(other.because()).isEqualTo(
                "Policy vip does not match: customer.town is Omsk, not Kazan or Perm. Policy all matches.");
    }

    @Test
    void holdsTheClocksThatWaitUnlessToldOtherwise() {
        Ruling vip = new PolicyBook(List.of(policy("vip", 3, 1, VIP))).choose(1, vipOf("Perm"));

        assertThat(vip.target(ClockKind.FIRST_REPLY)).contains(new Target("vip", 3, "office", 60, false));
        assertThat(vip.target(ClockKind.RESOLUTION)).contains(new Target("vip", 3, null, 600, true));
        assertThat(vip.target(ClockKind.UPDATE)).isEmpty();
    }

    @Test
    void keepsTheListAsItWasAtEachRevision() {
        var book = new PolicyBook(List.of(policy("vip", 1, 1, VIP), policy("all", 1, 2, ALL), deleted("vip", 2, 3)));

        assertThat(book.choose(1, vipOf("Omsk")).policy()).isNull();
        assertThat(book.choose(2, vipOf("Perm")).policy()).isEqualTo("vip");
        assertThat(book.choose(3, vipOf("Perm")).policy()).isEqualTo("all");
    }

    @Test
    void passesOverWhatCannotBeUsed() {
        var book = new PolicyBook(List.of(broken("odd", 1), policy("all", 1, 1, ALL)));

        assertThat(book.choose(1, vipOf("Perm")).policy()).isEqualTo("all");
        assertThat(book.choose(1, vipOf("Perm")).because()).startsWith("Policy odd cannot be used: targets");
    }
}
