package dev.baton.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where results go. What people made is updated by Id, so that no missed key makes a junk account;
 * what is ours alone is upserted by a key that we derive. There is no way to create a record
 * without a key.
 */
public interface Sink extends AutoCloseable {

    /** The object as our own credentials see it. Unknown object or no right to it: empty fields. */
    ObjectDescription describe(String object) throws AdapterException;

    /** The most records one {@link #update} takes. */
    int updateBatch();

    /** The most ids one {@link #retrieve} takes. */
    int retrieveBatch();

    /** The most keys one {@link #find} takes. */
    int findBatch();

    /**
     * Updates records of one object, in one call that is never repeated by itself.
     *
     * @param batch at most {@link #updateBatch()} requests, each id once
     * @param permit when it does not hold, the call fails as UNAVAILABLE
     * @return one result a request, in the same order
     * @throws AdapterException with {@link AdapterException.Category#OUTCOME_UNKNOWN} when the call
     *     may have been carried out though no answer came; any other category means that nothing
     *     was written
     */
    List<WriteResult> update(String object, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException;

    /**
     * Updates the records that bear a key of ours and creates those that are not there, in one call
     * that is never repeated by itself. The same request twice leaves one record.
     *
     * @param key a field that is unique and that the CRM can look records up by
     * @param batch at most {@link #updateBatch()} requests, whose ids are the values of the key:
     *     letters, digits, {@code _ : . -}; each once
     * @param permit as for {@link #update}
     * @return one result a request, in the same order, by the value of the key
     * @throws AdapterException as {@link #update}
     */
    List<WriteResult> upsert(
            String object, String key, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException;

    /**
     * Deletes the records that bear a key of ours, in one call that is never repeated by itself,
     * after one that looks up their ids for each {@link #findBatch()} of them. There is no other
     * way to delete anything. A key that no record bears is accepted: it is gone already.
     *
     * @param key as for {@link #upsert}
     * @param keys at most {@link #updateBatch()}, each once
     * @param permit as for {@link #update}
     * @return one result a key, in the same order, by the key
     * @throws AdapterException as {@link #update}
     */
    List<WriteResult> delete(String object, String key, List<String> keys, WritePermit permit)
            throws AdapterException;

    /**
     * What the records that bear these keys hold now.
     *
     * @param key as for {@link #upsert}
     * @param keys at most {@link #findBatch()}, each once
     * @return value of the key → field → value; keys that no record bears are left out
     */
    Map<String, Map<String, @Nullable Object>> find(
            String object, String key, List<String> keys, List<String> fields)
            throws AdapterException;

    /**
     * The statuses in which a task counts as done, the one to write first.
     *
     * @param object the CRM's object of tasks
     */
    List<String> closedStatuses(String object) throws AdapterException;

    /** Those of some users who can still sign in and be given work. */
    Set<String> activeUsers(Collection<String> ids) throws AdapterException;

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
     * How a record tells who changed it last.
     *
     * @param field read like any other, by {@link #retrieve} and {@link #find}
     * @param isUs whether a value of it is the user that we write as
     */
    record Editor(String field, Predicate<String> isUs) {}

    /** Null where a system does not tell of this object's records. */
    default @Nullable Editor editor(String object) throws AdapterException {
        return null;
    }

    /**
     * Those of the ids that our user may not edit, whatever its field rights say (private sharing).
     */
    Set<String> withoutEditRight(String object, List<String> ids) throws AdapterException;

    /**
     * How amounts stand in the records of an object that bear a currency each; nothing where all
     * are in one, as most are.
     */
    default Optional<Amounts> amounts(String object) throws AdapterException {
        return Optional.empty();
    }

    /** The way to write by the thousand, for a system that has one. */
    default Optional<MassWriter> mass() {
        return Optional.empty();
    }

    /** The way to read by the ten thousand, for a system that has one. */
    default Optional<MassReader> massReader() {
        return Optional.empty();
    }

    /**
     * Tells how so many records of one object would be written, and why that way.
     *
     * @param calls that it takes, as {@link #updateBatch} and {@link MassWriter#calls} have it
     * @param bytes of the values, about
     * @return nothing where a sink knows one way only
     */
    default Optional<Forecast> forecast(long records, long calls, long bytes) {
        return Optional.empty();
    }

    /** Requests sent since this sink was opened, retries and token requests included. */
    long calls();

    /** The calls that we may still make; a system without a daily allowance has no limit. */
    default Budget budget() {
        return Budget.NONE;
    }

    @Override
    void close();
}
