package dev.baton.engine.store;

import dev.baton.port.CallRecord;
import java.time.Instant;

/** The calls to one connection, remembered in the state. */
public record StoredCalls(StateStore store, String connection) implements CallRecord {
    @Override
    public int take(Instant now, int wanted, long limit) {
        return store.takeCalls(connection, now, wanted, limit);
    }

    @Override
    public void giveBack(Instant takenAt, int calls) {
        store.giveBackCalls(connection, takenAt, calls);
    }

    @Override
    public void saw(Instant now, CallRecord.Usage usage) {
        store.sawAllowance(connection, new CallDay.Allowance(usage.used(), usage.allowed(), now));
    }

    @Override
    public Day day(Instant now) {
        CallDay day = store.calls(connection, now);
        CallDay.Allowance told = day.allowance();
        return new Day(
                day.made(),
                day.grows(),
                told == null ? null : new CallRecord.Usage(told.used(), told.allowed()));
    }
}
