package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Ours;
import dev.baton.core.play.TaskPlanning.Start;
import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.Cursor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever changes in whichever stream: a look at the accounts that it affects plans what a look at
 * all accounts does (invariant 11). Records find their accounts in every way that a mapping knows.
 */
class AffectedTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final int WORLDS = Integer.getInteger("baton.worlds", 6);
    private static final int STEPS = 12;
    private static final int ACCOUNTS = 14;

    private static final Mappings MAPPINGS = mappings();

    @TempDir Path folder;

    private static Mappings mappings() {
        var files = new TreeMap<String, String>();
        files.put(
                "connections.yaml",
                """
                connections:
                  crm: {type: salesforce, streams: [Account, Contact, Event]}
                  helpdesk: {type: zendesk, streams: [organizations, tickets, ticket_metric_events]}
                  usage: {type: file, streams: {usage: {key: [id], created_at: date}}}
                """);
        files.put(
                "sources/account.yaml",
                """
                from: crm.Account
                to: account
                customer: Type == 'Customer'
                fields: {external_id: Key, name: Name, parent: ParentId, value: Value}
                """);
        files.put(
                "sources/contact.yaml",
                """
                from: crm.Contact
                to: contact
                account: {key: AccountId}
                fields: {role: Title}
                """);
        files.put(
                "sources/meeting.yaml",
                """
                from: crm.Event
                to: activity
                account: {through: crm.Contact, key: WhoId}
                fields: {kind: {value: meeting}}
                """);
        files.put(
                "sources/organization.yaml",
                "{from: helpdesk.organizations, links: {to: account, by: [{external_id: key}]}}");
        files.put(
                "sources/ticket.yaml",
                """
                from: helpdesk.tickets
                to: ticket
                account: {through: helpdesk.organizations, key: organization_id}
                children:
                  events: {from: helpdesk.ticket_metric_events, key: ticket_id, fields: [type]}
                fields:
                  status: status
                  reopens: {cel: "double(size(events))"}
                """);
        files.put(
                "sources/usage.yaml",
                """
                from: usage.usage
                to: usage
                account: {external_id: account}
                fields: {metric: metric, value: {cel: double(value)}, "on": date}
                """);
        files.put(
                "model.yaml",
                """
                version: some-1
                base: 50
                bands: {green: 70, yellow: 40}
                coverage_floor: 0.1
                trend: {days: 30, threshold: 5}
                roll_up: {by: value, stands_in: true}
                measures:
                  people:
                    label: People
                    over: contact
                    aggregate: count
                    score: {curve: [[0, 0], [4, 1]], weight: 11, reference: 0.5, driver: relationship}
                  meetings:
                    label: Meetings
                    over: activity
                    aggregate: count
                    score: {curve: [[0, 0], [4, 1]], weight: 13, reference: 0.5, driver: relationship}
                  tickets:
                    label: Tickets
                    over: ticket
                    aggregate: count
                    score: {curve: [[0, 1], [4, 0]], weight: 17, reference: 0.5, driver: support}
                  reopened:
                    label: Reopened
                    over: ticket
                    aggregate: {sum: reopens}
                    score: {curve: [[0, 1], [4, 0]], weight: 19, reference: 0.5, driver: support}
                  usage:
                    label: Usage
                    over: usage
                    aggregate: {sum: value}
                    score: {curve: [[0, 0], [40, 1]], weight: 23, reference: 0.5, driver: usage}
                """);
        files.put(
                "outputs.yaml",
                """
                object: Account
                fields: {score: S__c, band: B__c, family_score: F__c, reason_1: R__c}
                """);
        return switch (Mappings.parse(files)) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad -> throw new IllegalStateException(bad.problems() + "");
        };
    }

    /** An org, a helpdesk and what is remembered of them. */
    private static final class World {
        private final StateStore store;
        private final Random random;
        private final Preparing preparing;
        private Brought brought = new Brought();
        private int runs;

        World(StateStore store, long seed) {
            this.store = store;
            this.random = new Random(seed);
            this.preparing =
                    new Preparing(store, MAPPINGS, new FakeSink(), Workers.virtual(), () -> 0L);
            for (int i = 0; i < ACCOUNTS; i++) {
                account("a" + i);
            }
            for (int i = 0; i < 60; i++) {
                something();
            }
        }

        private String one(String prefix, int of) {
            return prefix + random.nextInt(of);
        }

        /** Any record comes, changes, moves or goes. */
        void something() {
            switch (random.nextInt(9)) {
                case 0 -> account(one("a", ACCOUNTS));
                case 1, 2 -> {
                    String account = one("a", ACCOUNTS);
                    land(
                            "crm.Contact",
                            one("c", 20),
                            account,
                            Map.of("AccountId", account, "Title", one("title", 3)));
                }
                case 3, 4 -> {
                    String contact = one("c", 20);
                    land("crm.Event", one("m", 30), contact, Map.of("WhoId", contact));
                }
                case 5 -> land("helpdesk.organizations", one("o", 8), null, Map.of("key", key()));
                case 6 -> {
                    String organization = one("o", 8);
                    land(
                            "helpdesk.tickets",
                            one("t", 30),
                            organization,
                            Map.of("organization_id", organization, "status", one("s", 3)));
                }
                case 7 -> {
                    String ticket = one("t", 30);
                    land(
                            "helpdesk.ticket_metric_events",
                            one("e", 40),
                            ticket,
                            Map.of("ticket_id", ticket, "type", one("y", 3)));
                }
                default -> {
                    String key = key();
                    land(
                            "usage.usage",
                            one("u", 30),
                            key,
                            Map.of(
                                    "account",
                                    key,
                                    "metric",
                                    "seats",
                                    "value",
                                    (long) random.nextInt(20),
                                    "date",
                                    "2026-02-27"));
                }
            }
        }

        /** Several accounts have the same one now and then, and it is nobody's then. */
        private String key() {
            return one("k", 9);
        }

        private void account(String id) {
            land(
                    "crm.Account",
                    id,
                    null,
                    Map.of(
                            "Type",
                            random.nextInt(5) == 0 ? "Former" : "Customer",
                            "Key",
                            key(),
                            "Name",
                            one("n", 50),
                            "ParentId",
                            one("a", ACCOUNTS),
                            "Value",
                            (long) random.nextInt(900)));
        }

        private void land(
                String stream,
                String id,
                @Nullable String parent,
                Map<String, @Nullable Object> fields) {
            boolean gone = random.nextInt(8) == 0;
            String[] names = stream.split("\\.", -1);
            var key = new StreamKey(names[0], names[1]);
            var record =
                    new LandedRecord(
                            id,
                            NOW,
                            false,
                            NOW,
                            NOW,
                            gone,
                            gone ? null : parent,
                            gone ? Map.of() : fields);
            var page =
                    new LandedPage(
                            List.of(record),
                            Map.of(),
                            List.of(),
                            new Checkpoint(new Cursor("{}"), "f", true, NOW),
                            NOW);
            brought.add(key, store.commit(key, page), List.of());
        }

        Preparing.Pulled pulled() {
            String id = "%06d".formatted(++runs);
            var run = new Run(id, NOW, NOW, "mappings", "model", null, Run.State.RUNNING, 0, 0);
            store.begin(run);
            return new Preparing.Pulled(run, new TreeMap<>(), 0, brought);
        }

        /** As if it had been pushed. */
        void write(List<Change> changes) {
            var account = new StreamKey("crm", "Account");
            for (Change change : changes) {
                var value = new TreeMap<String, @Nullable Object>();
                value.put(change.field(), change.after());
                store.hold(account, Map.of(change.key(), value));
                store.own(
                        account,
                        Map.of(change.key(), Map.of(change.field(), Ours.kept(change.after()))));
            }
            brought = new Brought();
        }
    }

    @Test
    void aLookAtTheAffectedAccountsPlansWhatALookAtAllDoes() throws Exception {
        int some = 0;
        int planned = 0;
        for (int seed = 1; seed <= WORLDS; seed++) {
            try (StateStore store =
                    StateStores.sqlite(
                            folder.resolve("state" + seed + ".db"), MasterKey.random())) {
                var world = new World(store, seed);
                Prepared before = world.preparing.plan(world.pulled(), Start.USUAL);
                world.write(before.plan().changes());
                for (int step = 0; step < STEPS; step++) {
                    for (int i = world.random.nextInt(3); i >= 0; i--) {
                        world.something();
                    }
                    Prepared of = next(world, before, "seed " + seed + ", step " + step);
                    some += of.lookedAt() == null || of.lookedAt() == of.accounts() ? 0 : 1;
                    planned += of.plan().changes().isEmpty() ? 0 : 1;
                    before = of;
                }
            }
        }
        assertThat(some).as("looks at fewer than all").isGreaterThan(WORLDS * STEPS / 2);
        assertThat(planned).as("looks that planned something").isGreaterThan(WORLDS * STEPS / 3);
    }

    private static Prepared next(World world, Prepared before, String when)
            throws AdapterException {
        Warm warm = Objects.requireNonNull(before.warm());
        Prepared some = world.preparing.some(world.pulled(), warm);
        Prepared all = world.preparing.plan(world.pulled(), Start.USUAL);
        assertThat(some.plan().changes()).as(when).isEqualTo(all.plan().changes());
        world.write(all.plan().changes());
        return some;
    }
}
