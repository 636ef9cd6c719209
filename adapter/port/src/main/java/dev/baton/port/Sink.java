package dev.baton.port;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where results go. Records are updated by Id; nothing here can create one, so that no missed key
 * makes a junk account.
 */
public interface Sink extends AutoCloseable {

    /** The object as our own credentials see it. Unknown object or no right to it: empty fields. */
    ObjectDescription describe(String object) throws AdapterException;

    /** The most records one {@link #update} takes. */
    int updateBatch();

    /** The most ids one {@link #retrieve} takes. */
    int retrieveBatch();

    /**
     * Updates records of one object, in one call that is never repeated by itself.
     *
     * @param batch at most {@link #updateBatch()} requests, each id once
     * @return one result a request, in the same order
     * @throws AdapterException with {@link AdapterException.Category#OUTCOME_UNKNOWN} when the call
     *     may have been carried out though no answer came; any other category means that nothing
     *     was written
     */
    List<WriteResult> update(String object, List<WriteRequest> batch) throws AdapterException;

    /**
     * What the records hold now.
     *
     * @param ids at most {@link #retrieveBatch()}
     * @return id → field → value as in {@link WriteRequest#fields()}; ids that do not exist or are
     *     hidden are left out
     */
    Map<String, Map<String, @Nullable Object>> retrieve(
            String object, List<String> ids, List<String> fields) throws AdapterException;

    /**
     * Those of the ids that our user may not edit, whatever its field rights say (private sharing).
     */
    Set<String> withoutEditRight(String object, List<String> ids) throws AdapterException;

    /** Requests sent since this sink was opened, retries and token requests included. */
    long calls();

    @Override
    void close();
}
