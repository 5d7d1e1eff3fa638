package contacthub.contact.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import contacthub.contracts.Address;
import contacthub.contracts.Profile;
import contacthub.runtime.name.PersonName;

/**
 * A customer as readers get it.
 *
 * @param name the one to show: person, else company, else what came with an address
 * @param nameToUse how to address them in a greeting: what an operator chose, else what the name tells
 * @param erasedAt when the person was erased: the id and the numbers are all that is left
 */
public record Customer(UUID id, String name, String nameToUse, Profile profile, String language, String segment,
        List<ShownAddress> addresses, Instant createdAt, Instant erasedAt, long version) {

    /** @param youngSince the year of birth from which on somebody is young */
    static Customer of(ResultSet row, List<Address> addresses, int youngSince) throws SQLException {
        var profile = new Profile(row.getString("last_name"), row.getString("first_name"), row.getString("patronymic"),
                (Integer) row.getObject("birth_year"), row.getString("company"), row.getString("town"));
        String chosen = row.getString("name_to_use");
        return new Customer(row.getObject("id", UUID.class), name(profile, addresses),
                chosen == null ? greeting(profile, addresses) : chosen, profile, row.getString("language"),
                row.getString("segment"),
                addresses.stream().map(address -> ShownAddress.of(address, profile, youngSince)).toList(),
                time(row, "created_at"), time(row, "erased_at"), row.getLong("version"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String name(Profile profile, List<Address> addresses) {
        String person = person(profile).text();
        if (!person.isEmpty()) {
            return person;
        }
        return profile.company() == null ? ofAddress(addresses) : profile.company();
    }

    private static String greeting(Profile profile, List<Address> addresses) {
        PersonName person = person(profile);
        if (!person.text().isEmpty()) {
            return person.greeting();
        }
        String written = ofAddress(addresses);
        return profile.company() != null || written == null ? profile.company() : PersonName.parse(written).greeting();
    }

    private static PersonName person(Profile profile) {
        return PersonName.of(profile.last(), profile.first(), profile.patronymic());
    }

    private static String ofAddress(List<Address> addresses) {
        return addresses.stream().map(Address::name).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
