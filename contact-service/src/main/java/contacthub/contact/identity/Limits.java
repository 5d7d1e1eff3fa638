package contacthub.contact.identity;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many addresses of a type one customer may gain in a period (spec 25, rule 3). */
@ApplicationScoped
class Limits {

    private final Limit external;
    private final Limit email;
    private final Limit phone;
    private final Limit messenger;
    private final Limit web;

    Limits(@ConfigProperty(name = "hub.identity.limits.external") String external,
            @ConfigProperty(name = "hub.identity.limits.email") String email,
            @ConfigProperty(name = "hub.identity.limits.phone") String phone,
            @ConfigProperty(name = "hub.identity.limits.messenger") String messenger,
            @ConfigProperty(name = "hub.identity.limits.web") String web) {
        this.external = Limit.of(external);
        this.email = Limit.of(email);
        this.phone = Limit.of(phone);
        this.messenger = Limit.of(messenger);
        this.web = Limit.of(web);
    }

    /** The limit of an address type; each messenger has its own count under the same limit. */
    Limit of(String type) {
        return switch (type) {
            case "external" -> external;
            case "email" -> email;
            case "phone" -> phone;
            case "web" -> web;
            case "postal" -> Limit.NONE;
            default -> messenger;
        };
    }

    /**
     * So many within so long.
     *
     * @param within null means for ever
     */
    record Limit(int most, Duration within) {

        static final Limit NONE = new Limit(Integer.MAX_VALUE, null);

        /** Reads {@code 1}, which is for ever, or {@code 5/365d}; throws {@link IllegalArgumentException} for other text. */
        static Limit of(String text) {
            String[] parts = text.strip().split("/", 2);
            return new Limit(Integer.parseInt(parts[0].strip()),
                    parts.length == 1
                            ? null
                            : Duration.ofDays(Long.parseLong(parts[1].strip().replaceFirst("d$", ""))));
        }

        /** Whether an address gained at that time still counts. */
        boolean counts(Instant gained, Instant now) {
            return within == null || gained.isAfter(now.minus(within));
        }

        String inWords() {
            return most + (within == null ? " for ever" : " in " + within.toDays() + " days");
        }
    }
}
