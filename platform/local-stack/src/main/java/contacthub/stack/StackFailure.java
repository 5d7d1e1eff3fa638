package contacthub.stack;

/** A part of the stack cannot do what was asked; the message is one line for the person at the keyboard. */
public final class StackFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StackFailure(String message) {
        super(message);
    }

    StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
