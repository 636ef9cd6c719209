package dev.baton.bench.subject;

import dev.baton.bench.org.GeneratedOrg;
import dev.baton.core.plan.Brake;
import dev.baton.crm.salesforce.Salesforce;
import dev.baton.crm.salesforce.SalesforceSettings;
import dev.baton.engine.Controls;
import dev.baton.engine.Cycle;
import dev.baton.engine.Prepared;
import dev.baton.engine.PersonalData;
import dev.baton.engine.Review;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.helpdesk.zendesk.ZendeskSettings;
import dev.baton.helpdesk.zendesk.ZendeskSource;
import dev.baton.http.Seams;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import dev.baton.port.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Baton's engine and adapters, wired to a served company as the application wires them. */
public final class Subject {
    private static final Secret SECRET = new Secret("bench-bench-bench-bench-bench-bench");
    private static final MasterKey KEY = MasterKey.of(new Secret("be".repeat(32)));

    private final String url;
    private final String client;
    private final Secret secret;
    private final Mappings mappings;
    private final Path state;

    /**
     * Ready to run.
     *
     * @param mappings a mapping folder
     * @param state file of the state; made by the first sync
     */
    public Subject(String url, Path mappings, Path state) {
        this(url, "bench", SECRET, mappings, state);
    }

    Subject(String url, String client, Secret secret, Path mappings, Path state) {
        this.url = url;
        this.client = client;
        this.secret = secret;
        this.mappings = load(mappings);
        this.state = state;
    }

    private static Mappings load(Path folder) {
        return switch (Mappings.load(folder)) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad ->
                    throw new IllegalArgumentException(bad.problems().toString());
        };
    }

    /**
     * How long a part of the work took.
     *
     * @param seconds by the clock
     * @param processor seconds of processor time, all threads together
     */
    public record Took(double seconds, double processor) {}

    /**
     * What a sync came to.
     *
     * @param pull sign-in, reading and landing of all streams
     * @param landSeconds the part of it that the store took
     * @param plan from then on until the plan stood
     */
    public record Synced(
            int accounts,
            int changes,
            int parked,
            int written,
            int failed,
            Took pull,
            double landSeconds,
            Took plan,
            Took push) {}

    /** Pulls, plans and, if it is wanted, pushes. */
    public Synced sync(boolean push) throws AdapterException {
        Salesforce crm =
                Salesforce.open(
                        SalesforceSettings.of(url, client, secret).withBudget(1, 1), Seams.real());
        ZendeskSource helpdesk =
                ZendeskSource.open(
                        ZendeskSettings.of(url, client, secret).withExportCallsPerMinute(100_000),
                        Seams.real());
        try (crm;
                helpdesk;
                StateStore store = StateStores.sqlite(state, KEY)) {
            var sources = new TreeMap<String, Source>();
            sources.put("crm", crm.source());
            sources.put("helpdesk", helpdesk);
            var watched = new Watched(store);
            return sync(cycle(watched, sources, crm), watched, push);
        }
    }

    private static Synced sync(Cycle cycle, Watched watched, boolean push) throws AdapterException {
        Mark start = Mark.now();
        Prepared prepared = cycle.prepare(GeneratedOrg.AS_OF, false);
        Mark planned = Mark.now();
        // Planning lands nothing any more.
        Mark pulled = watched.lastEnded("commit");
        int written = 0;
        int failed = 0;
        if (push) {
            Cycle.Pushed pushed = cycle.push(prepared, new Brake(0, 1));
            written = pushed.written();
            failed = pushed.failed();
        } else {
            cycle.shown(prepared);
        }
        return new Synced(
                prepared.accounts(),
                prepared.plan().changes().size(),
                prepared.parked(),
                written,
                failed,
                pulled.since(start),
                watched.seconds("commit"),
                planned.since(pulled),
                Mark.now().since(planned));
    }

    /** Writes the rows in force in the open, for floors to read. */
    public void copyPlain(Path file) throws SQLException, IOException {
        try (StateStore store = StateStores.openExisting(state, KEY).orElseThrow()) {
            PlainCopy.write(store, mappings, file);
        }
    }

    /** Scores every account anew from what landed; gives how many. */
    public int rescore() {
        try (StateStore store = StateStores.openExisting(state, KEY).orElseThrow()) {
            int[] accounts = {0};
            Review.of(store, null).orElseThrow().each(assessed -> accounts[0]++);
            return accounts[0];
        }
    }

    /**
     * What a change of a single account took.
     *
     * @param changes that the CRM is to be told of
     * @param planned seconds from landed to planned, the median
     * @param slow the same of the slowest of twenty
     * @param read seconds to read the account's tickets alone, the median
     */
    public record Changed(int changes, double planned, double slow, double read) {}

    /** Changes a ticket of some accounts, one after the other, and plans what that changes. */
    public Changed change(int accounts) throws AdapterException {
        Salesforce crm =
                Salesforce.open(
                        SalesforceSettings.of(url, client, secret).withBudget(1, 1), Seams.real());
        try (crm;
                StateStore store = StateStores.openExisting(state, KEY).orElseThrow()) {
            var some = new ArrayList<Review.Assessed>();
            Review.of(store, null)
                    .orElseThrow()
                    .each(
                            assessed -> {
                                if (some.size() < accounts
                                        && !assessed.facts().records().isEmpty()) {
                                    some.add(assessed);
                                }
                            });
            var watched = new Watched(store);
            Instant now = Review.lastSync(store).orElseThrow().knownAt();
            var helpdesk = new QuietSource("zendesk", now);
            var sources = new TreeMap<String, Source>();
            sources.put("crm", new QuietSource("salesforce", now));
            sources.put("helpdesk", helpdesk);
            var one = new OneChanged(store, watched, cycle(watched, sources, crm), helpdesk);
            for (Review.Assessed each : some) {
                one.change(each);
            }
            return new Changed(one.moved(), one.planned(0.5), one.planned(0.95), one.read(0.5));
        }
    }

    private Cycle cycle(Watched watched, SortedMap<String, Source> sources, Salesforce crm) {
        return new Cycle(
                watched.store(),
                mappings,
                sources,
                crm.sink(),
                new PersonalData(KEY.text()),
                new Controls(Optional::empty, () -> false, next -> {}),
                crm::calls);
    }
}
