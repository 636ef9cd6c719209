package dev.baton.port;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of changes in a source soon after they happen, so that the next look at it need not wait
 * for its hour. It never brings records: what changed is what {@link Source#read} returns. What a
 * feed does not tell, the next look finds; it costs time, nothing else.
 */
public interface ChangeFeed extends AutoCloseable {

    /**
     * What is listened for.
     *
     * @param request changes of none but its fields are told, where the source says which fields
     *     changed
     * @param position as a signal had it; null for what happens from now on
     */
    record Interest(StreamRequest request, @Nullable String position) {}

    /** Goes on until it is closed; nothing is heard afterwards. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Listens; returns at once.
     *
     * @param interests each stream once
     * @param ear hears on threads of the feed, one signal of a stream after another; must return
     *     soon
     */
    Listening listen(List<Interest> interests, Consumer<Signal> ear);

    /** What would keep these streams from being told of. Empty when all is well. */
    List<Finding> check(List<String> streams) throws AdapterException;

    /** Ends all that is under way. */
    @Override
    void close();
}
