package dev.baton.testkit;

import dev.baton.port.AdapterException;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * A fake vendor that records are read from. It works as the vendor does, on the wire's level, and
 * shares no code with the adapter, so that a misread API is not mirrored.
 *
 * <p>Instants are whole seconds: no vendor orders by less.
 */
public interface SourceWorld extends FaultyWorld {

    /** A source that remembers nothing of those opened before, as if in a new process. */
    Source open() throws AdapterException;

    /** The stream that the cases are played on, asking for {@link #labelField()} alone. */
    StreamRequest request();

    /** A field, at the record's top level, that holds the label of each row. */
    String labelField();

    /** The vendor's clock. What lies later than this has not happened yet. */
    void setClock(Instant now);

    /**
     * A new row.
     *
     * @return the id that the source must give it
     */
    String create(Instant at, String label);

    /** Changes a row's label. Only with {@link Capability#MODIFICATIONS}. */
    void modify(String id, Instant at, String label);

    /** Removes a row as the vendor does. Only with {@link Capability#TOMBSTONES}. */
    void delete(String id, Instant at);

    /**
     * A row that is no record, because what makes one is missing or of the wrong kind. Its text is
     * among {@link #secrets()}. Only with {@link Capability#UNREADABLE_ROWS}.
     */
    void createUnreadable(Instant at);

    /** How late a row may be shown. Only with {@link Capability#LATE_ROWS}. */
    default Duration lateBy() {
        return Duration.ZERO;
    }
}
