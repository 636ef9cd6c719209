package dev.baton.port;

/**
 * A field that was asked for and that its source does not give: it was removed or renamed, or a
 * right to see it was taken away.
 *
 * @param path as it was asked for, or {@link #ALL} when the source gives no record of the stream
 * @param finding tells a person, with the nearest name there is
 */
public record Withheld(String path, Finding finding) {
    /** Stands for the whole stream; no field is called so. */
    public static final String ALL = "*";
}
