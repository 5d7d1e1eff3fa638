package contacthub.contact.likeness;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What two customers are compared by; names as they were written, null where not known. */
record Somebody(UUID id, String last, String first, String patronymic, Integer birthYear, String company, String town,
        List<String> phones, List<String> emails) {

    Somebody {
        last = plain(last);
        first = plain(first);
        patronymic = plain(patronymic);
        company = plain(company);
        town = plain(town);
    }

    /** Letters and digits only, so that case, hyphens and a blank too many make no difference. */
    private static String plain(String text) {
        String plain = text == null
                ? ""
                : text.toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("[^\\p{L}\\p{N}]", "");
        return plain.isEmpty() ? null : plain;
    }
}
