package dev.baton.port;

/**
 * Something that is wrong or deserves a look, told so that a person can mend it.
 *
 * @param where {@code system.object.field}, or a file with line and column
 * @param what what is wrong, without secrets or record values
 * @param fix what to do about it
 */
public record Finding(Severity severity, String where, String what, String fix) {

    public enum Severity {
        ERROR,
        WARNING
    }

    public static Finding error(String where, String what, String fix) {
        return new Finding(Severity.ERROR, where, what, fix);
    }

    public static Finding warning(String where, String what, String fix) {
        return new Finding(Severity.WARNING, where, what, fix);
    }
}
