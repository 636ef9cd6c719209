package dev.baton.usage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * How far one file has been read.
 *
 * @param file which one, without its name
 * @param bytes its length when reading began; no more is read before it is done
 * @param changed when it last changed by the file system, in microseconds; {@link #UNSURE} where
 *     that may hide a later change
 * @param digest SHA-256 of these bytes, by which an appended file is told from a rewritten one
 * @param rows whole rows below the header that need not be read again
 * @param done whether the end was reached
 * @param restarts how often it was rewritten while it was being read
 */
record FileMark(
        String file,
        long bytes,
        long changed,
        String digest,
        long rows,
        boolean done,
        int restarts) {
    static final long UNSURE = -1;

    /** Two changes within this time may bear the same instant on some file systems. */
    private static final long RESOLUTION_SECONDS = 3;

    /** A file as the file system tells of it. */
    record Seen(long bytes, Instant changed) {
        static Seen of(Path path) throws IOException {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Seen(attributes.size(), attributes.lastModifiedTime().toInstant());
        }

        long micros() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, changed);
        }
    }

    static String name(Path path) {
        byte[] digest = Prefix.sha256().digest(path.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    /** At the first row, or behind rows that are known to be unchanged. */
    static FileMark beginning(Path path, Seen seen, long rows, int restarts) throws IOException {
        String digest = Prefix.digest(path, seen.bytes());
        return new FileMark(name(path), seen.bytes(), UNSURE, digest, rows, false, restarts);
    }

    FileMark after(long moreRows) {
        return new FileMark(file, bytes, changed, digest, rows + moreRows, done, restarts);
    }

    /** At the end, where a last row that ends no line may still be growing. */
    FileMark ended(Path path, Seen seen, Instant now) throws IOException {
        boolean growing = rows > 0 && !Prefix.endsALine(path, bytes);
        long changedAt = seen.bytes() == bytes ? sure(seen, now) : UNSURE;
        return new FileMark(
                file, bytes, changedAt, digest, growing ? rows - 1 : rows, true, restarts);
    }

    /** The same content, seen at another time. */
    FileMark seenAgain(Seen seen, Instant now) {
        return new FileMark(file, bytes, sure(seen, now), digest, rows, true, 0);
    }

    private static long sure(Seen seen, Instant now) {
        return seen.changed().plusSeconds(RESOLUTION_SECONDS).isBefore(now)
                ? seen.micros()
                : UNSURE;
    }

    boolean unchanged(Seen seen) {
        return done && seen.bytes() == bytes && seen.micros() == changed;
    }

    /** Whether the file still begins with what was read of it; reads all of that. */
    boolean stillBegins(Path path, Seen seen) throws IOException {
        return seen.bytes() >= bytes && Prefix.digest(path, bytes).equals(digest);
    }
}
