package dev.baton.engine;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.play.HeldTask;
import dev.baton.engine.store.NewVersion;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Route;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of which a pull may have changed anything, and with them who the accounts are now.
 * One account too many costs a look, one too few a wrong score: whatever cannot be traced to
 * accounts has all of them looked at.
 *
 * @param directory as of after the pull
 * @param accounts ids; some may be of no customer
 */
record Affected(Directory directory, Set<String> accounts) {
    /** From that share of the customers on, a look at all of them is as quick. */
    private static final int SHARE = 4;

    /** So many are never too many. */
    private static final int FEW = 100;

    /**
     * Those of a pull.
     *
     * @param before who the accounts were before it
     * @param tasks those that the CRM holds
     * @return empty when all accounts have to be looked at
     */
    static Optional<Affected> of(
            StateStore store,
            Mappings mappings,
            Run run,
            Workers workers,
            Directory before,
            Brought brought,
            @Nullable TaskBoard tasks) {
        if (brought.isMuch()) {
            return Optional.empty();
        }
        var finding = new Finding(store, mappings, run, workers, before, brought);
        int most = Math.max(FEW, before.customers().size() / SHARE);
        return finding.held(tasks)
                ? Optional.of(finding.all()).filter(all -> all.accounts().size() <= most)
                : Optional.empty();
    }

    /** Those among them that are customers, in order of id. */
    List<CanonicalRecord> customers() {
        return accounts.stream().map(directory::customer).flatMap(Optional::stream).toList();
    }

    /** While the accounts are collected. */
    private static final class Finding {
        private final StateStore store;
        private final Mappings mappings;
        private final Run run;
        private final Workers workers;
        private final Directory before;
        private final Brought brought;
        private final Set<String> accounts = new TreeSet<>();

        Finding(
                StateStore store,
                Mappings mappings,
                Run run,
                Workers workers,
                Directory before,
                Brought brought) {
            this.store = store;
            this.mappings = mappings;
            this.run = run;
            this.workers = workers;
            this.before = before;
            this.brought = brought;
        }

        private Directory now() {
            return brought.versions().keySet().stream().anyMatch(directing()::contains)
                    ? Directory.read(store, mappings, run.knownAt())
                    : before;
        }

        /** The streams that tell who the accounts are. */
        private Set<StreamKey> directing() {
            var streams = new HashSet<StreamKey>();
            mappings.sources().stream()
                    .filter(source -> source.route() instanceof Route.Itself)
                    .forEach(source -> streams.add(Streams.key(source.landing())));
            mappings.linkSources().forEach(source -> streams.add(Streams.key(source.landing())));
            return streams;
        }

        /**
         * Takes the accounts in whose own fields, or in whose tasks, something was read, and those
         * that are to be written once more after a refusal.
         *
         * @return false when a record of ours was read that only a look at all accounts looks at
         */
        boolean held(@Nullable TaskBoard tasks) {
            var accountObject = new StreamKey(mappings.crm(), mappings.outputs().object());
            Map<String, String> byTask = accountByTask(tasks);
            Set<StreamKey> read = new HashSet<>();
            mappings.streams().forEach(stream -> read.add(Streams.key(stream)));
            for (var each : brought.held().entrySet()) {
                if (each.getKey().equals(accountObject)) {
                    accounts.addAll(each.getValue());
                } else if (isOfTasks(tasks, each.getKey())) {
                    each.getValue().stream()
                            .filter(byTask::containsKey)
                            .map(byTask::get)
                            .forEach(accounts::add);
                } else if (!read.contains(each.getKey())) {
                    return false;
                }
            }
            for (Parked refused : Quarantining.again(store, mappings.crm(), run.knownAt())) {
                String record = refused.record();
                accounts.add(byTask.getOrDefault(record, record));
            }
            return true;
        }

        private boolean isOfTasks(@Nullable TaskBoard tasks, StreamKey stream) {
            return tasks != null
                    && stream.equals(new StreamKey(mappings.crm(), tasks.outputs().object()));
        }

        private static Map<String, String> accountByTask(@Nullable TaskBoard tasks) {
            var byTask = new HashMap<String, String>();
            for (HeldTask task : tasks == null ? List.<HeldTask>of() : tasks.tasks()) {
                byTask.put(task.key().text(), task.account());
            }
            return byTask;
        }

        Affected all() {
            Directory now = now();
            var was = new Whose(store, mappings, before, run.knownAt());
            var is = new Whose(store, mappings, now, run.knownAt());
            brought.versions()
                    .forEach(
                            (stream, versions) -> {
                                for (NewVersion each : versions) {
                                    accounts.addAll(is.of(stream, each.id(), each.parent()));
                                    accounts.addAll(was.of(stream, each.id(), each.parentBefore()));
                                }
                            });
            if (now != before) {
                moved(now);
            }
            above(now);
            return new Affected(now, accounts);
        }

        /** Organisations and keys that mean another account than before. */
        private void moved(Directory now) {
            now.links().forEach((stream, links) -> moved(before.linked(stream), links.linked()));
            now.accountByKey().forEach((field, owners) -> moved(before.ownersBy(field), owners));
        }

        private void moved(SortedMap<String, String> before, SortedMap<String, String> now) {
            var keys = new TreeSet<>(before.keySet());
            keys.addAll(now.keySet());
            for (String key : keys) {
                String was = before.get(key);
                String is = now.get(key);
                if (was != null && !was.equals(is)) {
                    accounts.add(was);
                }
                if (is != null && !is.equals(was)) {
                    accounts.add(is);
                }
            }
        }

        /** What a family comes to is told of those above. */
        private void above(Directory now) {
            Rolling families = families(now);
            Rolling familiesBefore = now == before ? families : families(before);
            if (families != null && familiesBefore != null) {
                accounts.addAll(families.moved(familiesBefore));
                for (String each : List.copyOf(accounts)) {
                    accounts.addAll(families.above(each));
                    accounts.addAll(familiesBefore.above(each));
                }
            }
        }

        private @Nullable Rolling families(Directory directory) {
            return Rolling.of(
                    new Derive(store, mappings, run.knownAt(), workers, directory),
                    mappings,
                    run.asOf());
        }
    }
}
