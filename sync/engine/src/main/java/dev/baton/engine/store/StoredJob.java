package dev.baton.engine.store;

import dev.baton.port.JobRecord;
import java.util.Optional;

/** The job that writes one object, remembered in the state. */
public record StoredJob(StateStore store, StreamKey object) implements JobRecord {
    @Override
    public Optional<String> open() {
        return Optional.ofNullable(store.jobs(object.connection()).get(object.stream()));
    }

    @Override
    public void opened(String job) {
        store.keepJob(object, job);
    }

    @Override
    public void closed() {
        store.forgetJob(object);
    }
}
