package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StreamKey;
import dev.baton.port.AdapterException;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Secret;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullTest {
    private static final Instant CREATED = Instant.parse("2013-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2014-01-04T00:00:00Z");
    private static final Instant LATER = Instant.parse("2014-01-05T00:00:00Z");
    private static final StreamKey ACCOUNTS = new StreamKey("crm", "Account");
    private static final StreamKey TICKETS = new StreamKey("helpdesk", "tickets");

    @TempDir Path folder;

    private StateStore store;
    private final FakeSource source = new FakeSource();
    private News news = News.NONE;

    @BeforeEach
    void open() {
        store = StateStores.sqlite(folder.resolve("state.db"), MasterKey.random());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Gives the pages it was told, and notes where it was asked to go on from. */
    private static final class FakeSource implements Source {
        final Deque<Object> answers = new ArrayDeque<>();
        final List<@Nullable Cursor> asked = new ArrayList<>();
        final Set<String> shown = new TreeSet<>(Set.of("a", "b"));

        @Override
        public Page read(StreamRequest request, @Nullable Cursor cursor) throws AdapterException {
            asked.add(cursor);
            if (answers.poll() instanceof Page page) {
                return page;
            }
            throw new AdapterException(
                    AdapterException.Category.EXPIRED_CURSOR, "expired", "begin anew", null);
        }

        /** Records that are there to be read by their ids. */
        final List<RawRecord> byId = new ArrayList<>();

        final List<List<String>> reread = new ArrayList<>();

        @Override
        public int rereadBatch() {
            return 2;
        }

        @Override
        public Reread reread(StreamRequest request, List<String> ids) {
            reread.add(ids);
            return new Reread(
                    byId.stream().filter(record -> ids.contains(record.id())).toList(), List.of());
        }

        @Override
        public Set<String> gone(StreamRequest request, Set<String> known) {
            var missing = new TreeSet<>(known);
            missing.removeAll(shown);
            return missing;
        }

        @Override
        public String system() {
            return "fake";
        }

        @Override
        public Instant serverTime() {
            return NOW;
        }

        @Override
        public List<Finding> check(List<StreamRequest> requests) {
            return List.of();
        }

        @Override
        public long calls() {
            return asked.size();
        }

        @Override
        public void close() {}
    }

    private static Stream rereading(int days, String... fields) {
        Stream stream = stream(fields);
        return new Stream(
                stream.key(),
                stream.request(),
                stream.parent(),
                stream.landing(),
                stream.personal(),
                stream.ours(),
                days);
    }

    private static Page page(String next, boolean last, RawRecord... records) {
        return new Page(List.of(records), List.of(), new Cursor(next), last, NOW);
    }

    private static RawRecord ticket(String id, String status) {
        return new RawRecord(
                id,
                CREATED,
                NOW,
                false,
                Map.of("status", status, "email", "Someone@Example.com", "subject", "secret"));
    }

    private static Stream stream(String... fields) {
        return new Stream(
                TICKETS,
                new StreamRequest("tickets", List.of(fields)),
                unused -> "7",
                "landing",
                List.of("email"),
                Stream.Ours.NONE);
    }

    private int pull(Stream stream, Instant now) throws AdapterException {
        return pulling().run(stream, source, now);
    }

    private Pull pulling() {
        var personal = new PersonalData(new Secret("0123456789012345678901234567890123456789"));
        var held = new HeldValues(Map.of("Account", new ObjectDescription("Account", List.of())));
        var controls = new Controls(Optional::empty, () -> false, next -> {}, news);
        return new Pull(
                store, personal, held, controls, Workers.virtual(), merges(), new Brought());
    }

    private Merges merges() {
        return new Merges(store, ACCOUNTS);
    }

    private static Stream crm(StreamKey key, String field) {
        return new Stream(
                key,
                new StreamRequest(key.stream(), List.of(field)),
                fields -> fields.get("AccountId") instanceof String id ? id : null,
                "landing",
                List.of(),
                Stream.Ours.NONE);
    }

    private static RawRecord record(String id, String field, String value) {
        return new RawRecord(id, CREATED, NOW, false, Map.of(field, value));
    }

    @Test
    void whatStandsUnderAnAccountThatWasMergedAwayIsReadByItsIdsAndTheLedgerTells()
            throws Exception {
        Stream accounts = crm(ACCOUNTS, "Name");
        Stream cases = crm(new StreamKey("crm", "Case"), "AccountId");
        source.answers.add(
                page("1", true, record("loser", "Name", "x"), record("master", "Name", "y")));
        pulling().run(accounts, source, NOW);
        source.answers.add(
                page(
                        "1",
                        true,
                        record("c1", "AccountId", "loser"),
                        record("c2", "AccountId", "master"),
                        record("c3", "AccountId", "loser")));
        pulling().run(cases, source, NOW);

        var merges = merges();
        var gone = new RawRecord("loser", CREATED, LATER, true, "master", Map.of("Name", "x"));
        var unheardOf = new RawRecord("other", CREATED, LATER, true, "master", Map.of());
        merges.look(ACCOUNTS, gone, LATER);
        merges.look(ACCOUNTS, unheardOf, LATER);
        merges.look(cases.key(), gone, LATER);
        source.byId.add(record("c1", "AccountId", "master"));
        source.byId.add(record("c3", "AccountId", "master"));
        var run = new Run("000001", LATER, LATER, "m", "m", null, Run.State.RUNNING, 0, 0);
        store.begin(run);
        merges.settle(
                List.of(accounts, cases),
                source,
                run,
                (stream, ids) -> pulling().reread(stream, source, LATER, ids));
        assertThat(source.reread).containsExactly(List.of("c1", "c3"));
        assertThat(store.childrenOf(cases.key(), List.of("master"), LATER))
                .extracting(LandedRecord::id)
                .containsExactlyInAnyOrder("c1", "c2", "c3");
        assertThat(store.childrenOf(cases.key(), List.of("master"), NOW))
                .as("what was known before stays")
                .extracting(LandedRecord::id)
                .containsExactly("c2");
        assertThat(store.ledger(0, 10))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.record()).isEqualTo("loser");
                            assertThat(line.event()).isEqualTo("merged into master");
                        });
    }

    private LandedRecord landed(String id) {
        return store.find(TICKETS, id, LATER).orElseThrow();
    }

    @Test
    void pagesLandWithTheirCursorUntilTheLast() throws Exception {
        source.answers.addAll(
                List.of(
                        page("1", false, ticket("a", "open")),
                        page("2", true, ticket("b", "open"))));
        pull(stream("status"), NOW);
        assertThat(source.asked).containsExactly(null, new Cursor("1"));
        Checkpoint checkpoint = store.checkpoint(TICKETS).orElseThrow();
        assertThat(checkpoint.cursor()).isEqualTo(new Cursor("2"));
        assertThat(checkpoint.backfilled()).isTrue();
        assertThat(checkpoint.freshAt()).isEqualTo(NOW);
    }

    @Test
    void onlyMappedFieldsLandAndPersonalOnesAsKeyedHashes() throws Exception {
        source.answers.add(page("1", true, ticket("a", "open")));
        pull(stream("status", "email"), NOW);
        assertThat(landed("a").fields())
                .containsOnlyKeys("status", "email")
                .containsEntry("status", "open");
        assertThat(String.valueOf(landed("a").fields().get("email"))).matches("[0-9a-f]{64}");
    }

    @Test
    void whatComesWithABackfillIsKnownSinceItsCreationAndWhatComesLaterSinceThen()
            throws Exception {
        source.answers.add(page("1", true, ticket("a", "open")));
        pull(stream("status"), NOW);
        source.answers.add(page("2", true, ticket("a", "solved"), ticket("b", "open")));
        pull(stream("status"), LATER);
        assertThat(store.find(TICKETS, "a", NOW).orElseThrow().fields())
                .containsEntry("status", "open");
        assertThat(store.find(TICKETS, "a", NOW).orElseThrow().reconstructed()).isTrue();
        assertThat(landed("a").fields()).containsEntry("status", "solved");
        assertThat(landed("b").knownAt()).isEqualTo(LATER);
    }

    @Test
    void anotherFieldSetReadsTheStreamFromItsBeginning() throws Exception {
        source.answers.add(page("1", true, ticket("a", "open")));
        pull(stream("status"), NOW);
        source.answers.add(page("2", true, ticket("a", "open")));
        pull(stream("status", "email"), LATER);
        assertThat(source.asked).containsExactly(null, null);
        assertThat(landed("a").fields()).containsKey("email");
    }

    @Test
    void withoutAFieldItGoesOnFromWhereItWasAndWithItAgainFromTheBeginning() throws Exception {
        source.answers.add(page("1", true, ticket("a", "open")));
        pull(stream("status", "priority"), NOW);
        source.answers.add(page("2", true));
        var narrowed = stream("status");
        pulling().run(narrowed, stream("status", "priority"), source, LATER);
        source.answers.add(page("3", true));
        pulling().run(narrowed, stream("status", "priority"), source, LATER);
        source.answers.add(page("4", true, ticket("a", "open")));
        pull(stream("status", "priority"), LATER);
        assertThat(source.asked).containsExactly(null, new Cursor("1"), new Cursor("2"), null);
    }

    @Test
    void whoeverReadsFromTheBeginningAgainFindsWhatIsGoneMeanwhile() throws Exception {
        source.answers.add(page("1", true, ticket("a", "open"), ticket("b", "open")));
        pull(stream("status"), NOW);
        source.shown.remove("b");
        source.answers.addAll(List.of("expired", page("2", true, ticket("a", "open"))));
        pull(stream("status"), LATER);
        assertThat(store.find(TICKETS, "b", LATER)).isEmpty();
        assertThat(store.find(TICKETS, "b", NOW)).as("it was there then").isPresent();
        assertThat(landed("a").fields()).containsEntry("status", "open");
    }

    @Test
    void moreThanHalfThatIsGoneIsARightThatWasLost() throws Exception {
        RawRecord[] many = new RawRecord[150];
        for (int i = 0; i < many.length; i++) {
            many[i] = ticket("t" + i, "open");
        }
        source.answers.add(page("1", true, many));
        pull(stream("status"), NOW);
        source.answers.addAll(List.of("expired", page("2", true)));
        assertThatThrownBy(() -> pull(stream("status"), LATER))
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("150 of 150");
        assertThat(landed("t7").fields()).containsEntry("status", "open");
    }

    @Test
    void aStreamIsReadAnewWhenItsDaysAreOverAndNotBefore() throws Exception {
        source.answers.add(page("1", true, ticket("a", "open")));
        pull(rereading(1, "status"), NOW);
        source.answers.add(page("2", true));
        pull(rereading(1, "status"), NOW.plusSeconds(86_399));
        assertThat(source.asked).containsExactly(null, new Cursor("1"));
        source.answers.addAll(List.of(page("3", true), page("x", true, ticket("a", "worse"))));
        pull(rereading(1, "status"), LATER);
        assertThat(source.asked).containsExactly(null, new Cursor("1"), new Cursor("2"), null);
        assertThat(landed("a").fields()).containsEntry("status", "worse");
        assertThat(store.find(TICKETS, "a", LATER.minusSeconds(1)).orElseThrow().fields())
                .as("known since it was seen")
                .containsEntry("status", "open");
        source.answers.add(page("4", true));
        pull(rereading(1, "status"), LATER.plusSeconds(60));
        assertThat(source.asked.getLast())
                .as("goes on from the changes")
                .isEqualTo(new Cursor("3"));
    }

    @Test
    void aForgottenCursorReadsTheStreamFromItsBeginning() throws Exception {
        source.answers.add(page("1", true, ticket("a", "open")));
        pull(stream("status"), NOW);
        source.answers.addAll(List.of("expired", page("2", true, ticket("a", "open"))));
        pull(stream("status"), LATER);
        assertThat(source.asked).containsExactly(null, new Cursor("1"), null);
    }

    @Test
    void aForgottenCursorAtTheVeryBeginningIsAFailureAndNotALoop() {
        assertThatThrownBy(() -> pull(stream("status"), NOW)).isInstanceOf(AdapterException.class);
        assertThat(source.asked).hasSize(2);
    }

    @Test
    void anUnreadableRowIsParkedAndTheRestLands() throws Exception {
        source.answers.add(
                new Page(
                        List.of(ticket("a", "open")),
                        List.of(new Page.Unreadable("row 2", "no id")),
                        new Cursor("1"),
                        true,
                        NOW));
        assertThat(pull(stream("status"), NOW)).isOne();
        assertThat(landed("a").parent()).isEqualTo("7");
        assertThat(store.quarantine()).hasSize(1);
    }

    @Test
    void whatWasReadBeforeAFailureHasLanded() {
        source.answers.add(page("1", false, ticket("a", "open")));
        assertThatThrownBy(() -> pull(stream("status"), NOW)).isInstanceOf(AdapterException.class);
        assertThat(landed("a").fields()).containsEntry("status", "open");
        assertThat(store.checkpoint(TICKETS).orElseThrow().cursor()).isEqualTo(new Cursor("1"));
    }

    /** Tells of one doubt, and notes what it hears. */
    private static final class DoubtfulNews implements News {
        private final Doubt doubt;
        final List<String> heard = new ArrayList<>();

        DoubtfulNews(Doubt doubt) {
            this.doubt = doubt;
        }

        @Override
        public Doubt doubt(StreamKey stream) {
            return doubt;
        }

        @Override
        public void settled(StreamKey stream, Doubt settled) {
            heard.add("settled " + settled.equals(doubt));
        }

        @Override
        public void readingWhole(StreamKey stream) {
            heard.add("reading " + stream);
        }

        @Override
        public void writing(String connection, int records) {}
    }

    @Test
    void recordsInDoubtAreReadByTheirIdsAndTheCursorStays() throws Exception {
        source.answers.addAll(
                List.of(
                        page("1", true, ticket("a", "open"), ticket("b", "open")),
                        page("2", true)));
        pull(stream("status"), NOW);
        var told = new DoubtfulNews(new News.Doubt.Records(Set.of("a", "b", "gone")));
        news = told;
        source.byId.addAll(List.of(ticket("a", "solved"), ticket("b", "open")));

        pull(stream("status"), LATER);

        assertThat(source.reread).containsExactly(List.of("a", "b"), List.of("gone"));
        assertThat(landed("a").fields()).containsEntry("status", "solved");
        assertThat(landed("a").knownAt()).isEqualTo(LATER);
        assertThat(landed("b").knownAt()).as("unchanged").isEqualTo(CREATED);
        Checkpoint checkpoint = store.checkpoint(TICKETS).orElseThrow();
        assertThat(checkpoint.cursor()).isEqualTo(new Cursor("2"));
        assertThat(checkpoint.freshAt()).isEqualTo(LATER);
        assertThat(told.heard).containsExactly("settled true");
    }

    @Test
    void aStreamInDoubtAsAWholeIsReadFromItsBeginning() throws Exception {
        source.answers.addAll(List.of(page("1", true), page("2", true)));
        pull(stream("status"), NOW);
        var told = new DoubtfulNews(new News.Doubt.Whole());
        news = told;

        pull(stream("status"), LATER);

        assertThat(source.asked).containsExactly(null, null);
        assertThat(told.heard).containsExactly("settled true", "reading helpdesk.tickets");
    }
}
