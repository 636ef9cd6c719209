package dev.baton.sandbox.demo;

/** The demo cannot go on; the message says what to do, in one line. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exit;

    /**
     * @param exit the command's exit code, 1 to 5 as everywhere in Baton
     */
    DemoException(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    DemoException(int exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
