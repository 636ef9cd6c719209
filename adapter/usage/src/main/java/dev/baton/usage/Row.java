package dev.baton.usage;

import dev.baton.port.Page;
import dev.baton.port.RawRecord;

/** What one row of a file came to. */
sealed interface Row {

    record Good(RawRecord record) implements Row {}

    /** Parked with its place, never with its values. */
    record Bad(Page.Unreadable why) implements Row {}
}
