package contacthub.notification.template;

/** A template asks for something that templates cannot have; the message says what, and where in it. */
final class Refused extends RuntimeException {

    Refused(String reason) {
        super(reason, null, false, false);
    }

    /** At a character of the template; lines and columns count from one. */
    static Refused at(String template, int index, String reason) {
        int line = 1 + (int) template.substring(0, index).chars().filter(c -> c == '\n').count();
        int column = index - template.lastIndexOf('\n', index - 1);
        return new Refused("line %d, column %d: %s".formatted(line, column, reason));
    }
}
