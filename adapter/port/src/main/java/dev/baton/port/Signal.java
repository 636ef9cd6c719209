package dev.baton.port;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ChangeFeed} tells of a stream. Positions say where to go on listening behind it;
 * they are opaque to everybody but the feed that made them, free of secrets, safe to store.
 */
public sealed interface Signal {
    /** The source's own name of the object type. */
    String stream();

    /**
     * It is listened to from now on.
     *
     * @param resumed whether nothing was missed since the position that was given; otherwise what
     *     happened before is told by nobody but the source itself
     */
    record Begun(String stream, boolean resumed) implements Signal {}

    /** Somebody else than us changed, in fields that are wanted, what the next page will bring. */
    record Changed(String stream, String position) implements Signal {}

    /** Nothing that concerns us happened up to here. */
    record Passed(String stream, String position, Why why) implements Signal {
        /** What it was. */
        public enum Why {
            /** We changed it ourselves. */
            OURS,
            /** Somebody changed fields that nobody reads. */
            UNREAD,
            /** Nothing at all: a sign of life. */
            QUIET
        }
    }

    /**
     * Records changed in a way that moves no cursor: they must be read by their ids.
     *
     * @param ids at least one
     */
    record Doubtful(String stream, Set<String> ids, String position) implements Signal {
        public Doubtful {
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("doubtful records have ids");
            }
            ids = new TreeSet<>(ids);
        }
    }

    /**
     * More happened than was told: the stream must be read from its beginning.
     *
     * @param position null when the feed begins at the present
     */
    record Lost(String stream, @Nullable String position) implements Signal {}

    /**
     * Nothing is told for now.
     *
     * @param over whether the feed gives it up; otherwise it tries again by itself
     */
    record Silent(String stream, AdapterException why, boolean over) implements Signal {}
}
