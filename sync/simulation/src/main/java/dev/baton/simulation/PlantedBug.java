package dev.baton.simulation;

import dev.baton.core.plan.Brake;
import dev.baton.engine.store.StateStore;
import dev.baton.http.Exchange;
import dev.baton.port.Sink;
import dev.baton.port.Source;

/**
 * Mistakes that a product like this one could make, planted at its seams. Each is known by the seed
 * of a history that shows it, so that a simulation which no longer sees it is found out.
 */
enum PlantedBug implements Bug {
    CURSOR_SAVED_BEFORE_ROWS,
    STRICTLY_LATER_ROWS_ONLY,
    NO_OVERLAP,
    LONG_TRANSACTIONS_IGNORED,
    TASK_CREATED_WITHOUT_KEY,
    TASK_KEY_BY_CHANCE,
    BATCH_TAKEN_AS_ALL_WRITTEN,
    SETTLED_BEFORE_SENT,
    INTENT_NOT_STORED,
    DELETIONS_IGNORED,
    ABSENCE_IS_DELETION,
    EACH_CYCLE_WRITES_AGAIN,
    LOST_ANSWER_TAKEN_FOR_NO,
    UNANSWERED_WRITE_SENT_AGAIN,
    BRAKE_NOT_ASKED,
    PAUSE_IGNORED,
    EDIT_BY_HAND_OVERWRITTEN,
    TRUNCATED_PAGE_TAKEN_AS_WHOLE,
    EXPIRED_CURSOR_BEGINS_NOW,
    PAGE_LEFT_OUT,
    FAILED_SOURCE_TAKEN_AS_EMPTY,
    TIME_OF_OUR_HOST,
    QUARANTINE_LOST,
    SCORES_OFF_BY_ONE,
    FOREIGN_FIELD_WRITTEN;

    @Override
    public StateStore around(StateStore store, World world) {
        return BentStore.of(this, store);
    }

    @Override
    public Exchange around(Exchange wire, World world) {
        return new BentWire(this, wire);
    }

    @Override
    public Source around(Source source, World world) {
        return BentSource.of(this, source, world);
    }

    @Override
    public Sink around(Sink sink, World world) {
        return BentSink.of(this, sink, world);
    }

    @Override
    public Brake brake(Brake usual) {
        return this == BRAKE_NOT_ASKED ? new Brake(1_000, 1) : usual;
    }

    @Override
    public boolean heeds(Kind kind) {
        return !(this == PAUSE_IGNORED && kind == Kind.WRITES_PAUSED);
    }
}
