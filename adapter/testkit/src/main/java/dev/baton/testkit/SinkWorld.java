package dev.baton.testkit;

import dev.baton.port.AdapterException;
import dev.baton.port.Sink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fake CRM that records are written to, on the wire's level. It shares no code with the adapter.
 *
 * <p>Each record has a text and a number field; both start with a value.
 */
public interface SinkWorld extends FaultyWorld {

    /** A sink that remembers nothing of those opened before, as if in a new process. */
    Sink open() throws AdapterException;

    /** The object that the cases write. */
    String object();

    String textField();

    String numberField();

    /**
     * A new record.
     *
     * @return its id
     */
    String create(String text);

    /** An object whose records are ours alone. */
    String ownObject();

    /** The field of it that holds our key. */
    String keyField();

    /**
     * A new record of ours.
     *
     * @return its id
     */
    String createOwn(String key);

    /** The keys of all records of ours that there are, in order. */
    List<String> ownKeys();

    /** An id of the right form that no record has. */
    String unknownId();

    /** The vendor will not take this record, though all others. */
    void refuse(String id, Refusal refusal);

    /** What the vendor holds, field by field; empty if there is no such record. */
    Optional<Map<String, @Nullable Object>> stored(String id);

    /** Updates that the vendor carried out on this record. */
    int updatesOf(String id);

    /** Update requests that reached the vendor, whatever became of them. */
    int updateRequests();

    /** Our user may see this record, not edit it. */
    void withdrawEditRight(String id);

    /** Why a single record is not taken. */
    enum Refusal {
        /** A rule of the customer's own says no; only a person can mend it. */
        RULE,
        /** Somebody else is writing it at the moment; later it will be taken. */
        LOCKED
    }
}
