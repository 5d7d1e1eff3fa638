package contacthub.contact.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import contacthub.contracts.Address;
import contacthub.contracts.Profile;

/** A customer as readers get it. {@code name} is the one to show: person, else company, else what came with an address. */
public record Customer(UUID id, String name, Profile profile, String language, String segment, List<Address> addresses,
        Instant createdAt, long version) {

    static Customer of(ResultSet row, List<Address> addresses) throws SQLException {
        var profile = new Profile(row.getString("last_name"), row.getString("first_name"), row.getString("patronymic"),
                (Integer) row.getObject("birth_year"), row.getString("company"), row.getString("town"));
        return new Customer(row.getObject("id", UUID.class), name(profile, addresses), profile,
                row.getString("language"), row.getString("segment"), addresses,
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getLong("version"));
    }

    private static String name(Profile profile, List<Address> addresses) {
        String person = Stream.of(profile.last(), profile.first(), profile.patronymic()).filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        if (!person.isEmpty()) {
            return person;
        }
        return Stream.concat(Stream.ofNullable(profile.company()), addresses.stream().map(Address::name))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** How to address them in a greeting: first name and patronymic where known. */
    String nameToUse() {
        String greeting = Stream.of(profile.first(), profile.patronymic()).filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return greeting.isEmpty() ? name : greeting;
    }
}
