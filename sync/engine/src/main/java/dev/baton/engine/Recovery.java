package dev.baton.engine;

import static java.util.stream.Collectors.partitioningBy;

import dev.baton.engine.store.Intent;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoredJob;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.MassReader;
import dev.baton.port.MassWriter;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back what an earlier run left open, before anything is compared: a lost answer must not be
 * taken for a no.
 *
 * @param run the one that learns it
 */
record Recovery(StateStore store, Sink sink, String connection, Outputs outputs, Run run) {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    void settle() throws AdapterException {
        sink.budget().doing(Budget.Work.READ_BACK);
        settleJobs();
        store.countUnsettled(connection)
                .forEach(
                        (object, intents) -> {
                            if (Target.of(outputs, object).isEmpty()) {
                                LOG.warn(
                                        "the fate of {} writes to {} stays unknown: the mapping no longer writes there",
                                        intents,
                                        object);
                            }
                        });
        for (Target target : Target.all(outputs)) {
            settle(target);
        }
    }

    /** A job that went on without us must be at rest before anything is believed. */
    private void settleJobs() throws AdapterException {
        for (String object : store.jobs(connection).keySet()) {
            MassWriter mass =
                    sink.mass()
                            .orElseThrow(
                                    () -> new IllegalStateException("jobs of a CRM without any"));
            LOG.info("bringing a job of an earlier run to rest: {}", object);
            mass.settle(new StoredJob(store, new StreamKey(connection, object)));
        }
    }

    private void settle(Target target) throws AdapterException {
        var object = new StreamKey(connection, target.object());
        while (true) {
            List<Intent> intents = store.unsettled(object, target.readBatch(sink));
            if (intents.isEmpty()) {
                return;
            }
            Map<Boolean, List<Intent>> byRemoval =
                    intents.stream().collect(partitioningBy(each -> isRemoval(target, each)));
            for (Map.Entry<Boolean, List<Intent>> some : byRemoval.entrySet()) {
                if (!some.getValue().isEmpty()) {
                    settle(some.getKey() ? target.removing() : target, some.getValue());
                }
            }
        }
    }

    private static boolean isRemoval(Target target, Intent intent) {
        var after = new LinkedHashMap<String, @Nullable Object>();
        intent.changes().forEach((field, change) -> after.put(field, change.after()));
        return target.isRemoval(after);
    }

    private void settle(Target target, List<Intent> intents) throws AdapterException {
        var object = new StreamKey(connection, target.object());
        List<Intent> seen = seen(intents, sink.describe(target.object()));
        var fields = new TreeSet<String>();
        seen.forEach(intent -> fields.addAll(intent.changes().keySet()));
        List<String> ids = seen.stream().map(Intent::record).toList();
        Sink.Editor editor = sink.editor(target.object());
        Map<String, Map<String, @Nullable Object>> holds =
                target.read(sink, ids, ReadBack.asked(editor, List.copyOf(fields)));
        ReadBack readBack = ReadBack.of(target, editor, new MassReader.Some(ids, holds));
        store.settle(
                run,
                connection,
                target.object(),
                Settling.ofAll(seen, readBack.holds()).outcomes());
        store.hold(object, readBack.holds());
        store.own(object, Settling.arrived(seen, readBack));
        if (!readBack.gone().isEmpty()) {
            store.forget(object, readBack.gone());
        }
    }

    /**
     * Without the fields that went since, or that our user may see no more. A CRM takes a record
     * whole or not at all, so the others tell of all; where there are none, nothing is believed.
     */
    private static List<Intent> seen(List<Intent> intents, ObjectDescription description) {
        return intents.stream().map(intent -> seen(intent, description)).toList();
    }

    private static Intent seen(Intent intent, ObjectDescription description) {
        var seen = new LinkedHashMap<>(intent.changes());
        seen.keySet().removeIf(field -> description.field(field).isEmpty());
        return new Intent(
                intent.connection(), intent.object(), intent.record(), seen, intent.evidence());
    }
}
