package dev.baton.sandbox.zendesk;

import java.util.Comparator;

/**
 * A row of an incremental export. Order: {@code (second, id)}; nothing else decides what a client
 * has already seen.
 */
interface Ordered {
    Comparator<Ordered> EXPORT_ORDER =
            Comparator.comparingLong(Ordered::second).thenComparingLong(Ordered::id);

    /** When it last changed for the export, epoch seconds. */
    long second();

    long id();
}
