package contacthub.contact.identity;

import java.util.List;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Phone numbers as people write them: to E.164, and what the number tells of itself (spec 25, rules 1 and 7). */
final class Phones {

    private static final String WORLD = "001";
    private static final String NO_ZONE = PhoneNumberToTimeZonesMapper.getUnknownTimeZone();
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private Phones() {
    }

    static Finding examine(String value, String region) {
        boolean oneDigit = isOneDigit(PhoneNumberUtil.normalizeDigitsOnly(value));
        try {
            PhoneNumber number = NUMBERS.parse(value, region);
            Finding found = examine(number);
            boolean nobody = oneDigit || isOneDigit(NUMBERS.getNationalSignificantNumber(number));
            return nobody && !found.valid() ? found.placeholder() : found;
        } catch (NumberParseException e) {
            Finding unread = Finding.invalid("cannot be read as a phone number");
            return oneDigit ? unread.placeholder() : unread;
        }
    }

    private static Finding examine(PhoneNumber number) {
        ValidationResult possible = NUMBERS.isPossibleNumberWithReason(number);
        if (possible != ValidationResult.IS_POSSIBLE && possible != ValidationResult.IS_POSSIBLE_LOCAL_ONLY) {
            return new Finding(null, false, false, because(possible), number);
        }
        boolean valid = NUMBERS.isValidNumber(number);
        String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
        return new Finding(e164, valid, false, valid ? extension(number) : "is in no numbering plan we know", number);
    }

    /** Asked for by people only: of some countries it takes long to find out. */
    static PhoneKnowledge knowledge(PhoneNumber number) {
        return new PhoneKnowledge(kind(number), regions(number), zones(number));
    }

    private static String because(ValidationResult result) {
        return switch (result) {
            case TOO_SHORT -> "has too few digits";
            case TOO_LONG -> "has too many digits";
            case INVALID_COUNTRY_CODE -> "has no country code we know";
            default -> "has not as many digits as numbers of its country";
        };
    }

    private static String extension(PhoneNumber number) {
        return number.hasExtension() ? "extension " + number.getExtension() + " is not part of the address" : null;
    }

    private static boolean isOneDigit(CharSequence digits) {
        return digits.length() > 0 && digits.chars().allMatch(digit -> digit == digits.charAt(0));
    }

    static boolean knows(String region) {
        return NUMBERS.getSupportedRegions().contains(region);
    }

    /** mobile, fixed, fixed-or-mobile, voip …; unknown where no numbering plan has it. */
    private static String kind(PhoneNumber number) {
        return switch (NUMBERS.getNumberType(number)) {
            case MOBILE -> "mobile";
            case FIXED_LINE -> "fixed";
            case FIXED_LINE_OR_MOBILE -> "fixed-or-mobile";
            case VOIP -> "voip";
            case TOLL_FREE -> "toll-free";
            case PREMIUM_RATE -> "premium-rate";
            case SHARED_COST -> "shared-cost";
            case PERSONAL_NUMBER -> "personal";
            case PAGER -> "pager";
            case UAN -> "company-wide";
            case VOICEMAIL -> "voicemail";
            default -> "unknown";
        };
    }

    /** The countries the number can be of: those whose plan has it, else all that share its country code. */
    private static List<String> regions(PhoneNumber number) {
        List<String> sharing = NUMBERS.getRegionCodesForCountryCode(number.getCountryCode()).stream()
                .filter(region -> !region.equals(WORLD)).toList();
        List<String> having = sharing.stream().filter(region -> NUMBERS.isValidNumberForRegion(number, region))
                .toList();
        return having.isEmpty() ? sharing : having;
    }

    /** Every time zone the owner can be in, in no order of likeliness: a mobile of a large country has many. */
    private static List<String> zones(PhoneNumber number) {
        return PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number).stream()
                .filter(zone -> !zone.equals(NO_ZONE)).toList();
    }
}
