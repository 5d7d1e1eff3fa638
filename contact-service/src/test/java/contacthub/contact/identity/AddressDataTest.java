package contacthub.contact.identity;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import contacthub.testkit.CsvTable;
import contacthub.testkit.PublicData;
import contacthub.testkit.Score;

/** The rules on public lists of phones and e-mail addresses, which lie beside the checkout or in {@code CONTACTHUB_DATA}. */
class AddressDataTest {

    private static final Map<String, List<String>> KINDS = Map.ofEntries(
            Map.entry("fixedLine", List.of("fixed", "fixed-or-mobile")),
            Map.entry("mobile", List.of("mobile", "fixed-or-mobile")), Map.entry("voip", List.of("voip")),
            Map.entry("tollFree", List.of("toll-free")), Map.entry("premiumRate", List.of("premium-rate")),
            Map.entry("sharedCost", List.of("shared-cost")), Map.entry("personalNumber", List.of("personal")),
            Map.entry("pager", List.of("pager")), Map.entry("uan", List.of("company-wide")),
            Map.entry("voicemail", List.of("voicemail")));
    private static final Map<String, String> TYPES = Map.of("MOBILE", "mobile", "FIXED_LINE", "fixed",
            "FIXED_LINE_OR_MOBILE", "fixed-or-mobile", "TOLL_FREE", "toll-free", "VOIP", "voip", "UNKNOWN", "unknown");
    /** What RFC 5321 lets through: mail can be sent to it. */
    private static final Set<String> DELIVERABLE = Set.of("ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN",
            "ISEMAIL_RFC5321");

    /** Cut off before we look: people paste it, and the address inside is what they mean. */
    private static final String SURROUNDED = "white space or line ends around it";

    private static Path data;

    private final Normaliser normaliser = new Normaliser("RU", Optional.empty());
    private final Score score = new Score();

    @BeforeAll
    static void findData() {
        data = PublicData.require("phones").getParent();
    }

    @Test
    void readsPhonesAsPeopleWriteThem() {
        for (Map<String, String> row : CsvTable.read(data.resolve("phones/messy_phone_vectors.csv"))) {
            Finding found = normaliser.examine("phone", row.get("input"), row.get("default_region"));
            score.count("messy phones", true, isAsWritten(row, found), row.get("input") + " -> " + found);
        }
        score.assertReached(Map.of("messy phones", 47));
    }

    private boolean isAsWritten(Map<String, String> row, Finding found) {
        boolean valid = row.get("valid").equals("true");
        boolean possible = row.get("possible").equals("true");
        if (found.valid() != valid || (found.normalised() != null) != possible) {
            return false;
        }
        return !valid || found.normalised().equals(row.get("e164"))
                && found.knowledge().kind().equals(TYPES.get(row.get("type")))
                && (row.get("region").equals("001") || found.knowledge().regions().contains(row.get("region")));
    }

    @Test
    void knowsTheKindsOfNumbersOfAllCountries() {
        for (Map<String, String> row : CsvTable.read(data.resolve("phones/libphonenumber_example_numbers.csv"))) {
            Finding found = normaliser.examine("phone", row.get("e164"), "RU");
            boolean right = found.valid() && row.get("e164").equals(found.normalised())
                    && KINDS.get(row.get("type")).contains(found.knowledge().kind())
                    && (row.get("region").equals("001")
                            || found.knowledge().regions().contains(row.get("region")));
            score.count(row.get("type"), true, right, row + " -> " + found);
        }
        score.assertReached(
                Map.of("fixedLine", 244, "mobile", 247, "pager", 23, "personalNumber", 59, "premiumRate", 151,
                        "sharedCost", 54, "tollFree", 185, "uan", 63, "voicemail", 16, "voip", 98));
    }

    @Test
    void tellsDeliverableMailAddressesFromOthers() {
        for (Map<String, String> row : CsvTable.read(data.resolve("email-addresses/isemail.csv"))) {
            String address = row.get("address");
            score.count(address.equals(address.strip()) ? row.get("category") : SURROUNDED,
                    DELIVERABLE.contains(row.get("category")), normaliser.examine("email", address, "RU").valid(),
                    row.get("id") + " '" + address + "' " + row.get("diagnosis"));
        }
        score.assertReached(Map.of("ISEMAIL_VALID_CATEGORY", 14, "ISEMAIL_DNSWARN", 8, "ISEMAIL_RFC5321", 7,
                "ISEMAIL_CFWS", 4, "ISEMAIL_DEPREC", 17, "ISEMAIL_RFC5322", 29, "ISEMAIL_ERR", 50, SURROUNDED, 1));
    }
}
