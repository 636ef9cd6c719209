package dev.baton.core.play;

import java.util.Comparator;

/**
 * The time for which the cause of a play holds for an account. Own state: it tells a cause that is
 * still there from one that came back.
 *
 * @param key play, account and the day it began
 * @param silent whether it stood already when Baton came: it opens no task unless that is asked for
 */
public record Episode(TaskKey key, boolean silent) implements Comparable<Episode> {
    private static final Comparator<Episode> ORDER =
            Comparator.comparing((Episode each) -> each.key().account())
                    .thenComparing(each -> each.key().play());

    @Override
    public int compareTo(Episode other) {
        return ORDER.compare(this, other);
    }
}
