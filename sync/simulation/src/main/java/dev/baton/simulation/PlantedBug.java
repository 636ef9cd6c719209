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
    CURSOR_SAVED_BEFORE_ROWS(16),
    STRICTLY_LATER_ROWS_ONLY(2),
    NO_OVERLAP(30),
    LONG_TRANSACTIONS_IGNORED(92),
    TASK_CREATED_WITHOUT_KEY(2),
    TASK_KEY_BY_CHANCE(2),
    BATCH_TAKEN_AS_ALL_WRITTEN(8),
    SETTLED_BEFORE_SENT(1),
    INTENT_NOT_STORED(1),
    DELETIONS_IGNORED(7),
    ABSENCE_IS_DELETION(1),
    EACH_CYCLE_WRITES_AGAIN(1),
    LOST_ANSWER_TAKEN_FOR_NO(76),
    UNANSWERED_WRITE_SENT_AGAIN(10),
    BRAKE_NOT_ASKED(2),
    PAUSE_IGNORED(2),
    EDIT_BY_HAND_OVERWRITTEN(3),
    EDIT_TAKEN_FOR_AUTOMATION(147),
    TRUNCATED_PAGE_TAKEN_AS_WHOLE(12),
    EXPIRED_CURSOR_BEGINS_NOW(3),
    PAGE_LEFT_OUT(1),
    FAILED_SOURCE_TAKEN_AS_EMPTY(3),
    TIME_OF_OUR_HOST(2),
    REFUSALS_NOT_PARKED(8),
    BUDGET_NOT_ASKED(2),
    ONE_TICKET_UNCOUNTED(1),
    FOREIGN_FIELD_WRITTEN(1),
    ZOMBIE_LEASE(68),
    BRAKE_PER_BATCH(2),
    BUDGET_PER_RUN(32),
    ACCOUNT_THAT_LOST_A_RECORD_NOT_LOOKED_AT(289);

    private final long seed;

    PlantedBug(long seed) {
        this.seed = seed;
    }

    /** Of a history that shows it. */
    long seed() {
        return seed;
    }

    @Override
    public StateStore around(StateStore store, World world) {
        return BentStore.around(this, store);
    }

    @Override
    public Exchange around(Exchange wire, World world) {
        return new BentWire(this, wire);
    }

    @Override
    public Source around(Source source, World world) {
        return new BentSource(this, source, world);
    }

    @Override
    public Sink around(Sink sink, World world) {
        return BentSink.around(this, sink, world);
    }

    @Override
    public Brake brake(Brake usual) {
        return this == BRAKE_NOT_ASKED || this == BRAKE_PER_BATCH ? new Brake(1_000, 1) : usual;
    }

    @Override
    public boolean heedsPause() {
        return this != PAUSE_IGNORED;
    }
}
