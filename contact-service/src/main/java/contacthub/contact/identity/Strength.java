package contacthub.contact.identity;

/** How well an address tells who somebody is: external number, then e-mail, then phone, messengers, web, postal (spec 25). */
final class Strength {

    static final int EXTERNAL = 0;
    static final int PHONE = 2;
    static final int MESSENGER = 3;
    static final int WEB = 4;
    static final int POSTAL = 5;

    private static final int EMAIL = 1;

    private Strength() {
    }

    /** The rank of an address type, the strongest first. */
    static int of(String type) {
        return switch (type) {
            case "external" -> EXTERNAL;
            case "email" -> EMAIL;
            case "phone" -> PHONE;
            case "web" -> WEB;
            case "postal" -> POSTAL;
            default -> MESSENGER;
        };
    }

    /** Whether two customers with different values of this type are held to be two people. */
    static boolean isStrong(String type) {
        return of(type) <= PHONE;
    }
}
