package dev.baton.port;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what very many records hold by jobs that the CRM works off by itself, in far fewer calls
 * than {@link Sink#retrieve} takes.
 */
public interface MassReader {

    /**
     * Whether so many records are better read this way, as the day stands.
     *
     * @param records that lie next to one another in the order of their ids
     * @param rows records of the object between the first and the last of them, about
     */
    boolean isWorth(long records, long rows);

    /** The calls that one {@link #read} takes, about. */
    long calls(long rows);

    /**
     * Some of the records.
     *
     * @param ids those that this is about
     * @param holds as {@link Sink#retrieve} gives it: ids that do not exist or are hidden are left
     *     out
     */
    record Some(List<String> ids, Map<String, Map<String, @Nullable Object>> holds) {
        public Some {
            ids = List.copyOf(ids);
        }
    }

    /** Takes what was read, in the thread that reads. */
    @FunctionalInterface
    interface Reader {
        void read(Some some) throws AdapterException;
    }

    /**
     * Reads records by their ids. Each id is given to {@code each} once, in any order.
     *
     * @param ids in the order of their characters, each once
     * @param permit asked before every look at a job; when it does not hold, this fails as
     *     UNAVAILABLE
     */
    void read(String object, List<String> ids, List<String> fields, WritePermit permit, Reader each)
            throws AdapterException;
}
