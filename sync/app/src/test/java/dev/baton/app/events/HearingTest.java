package dev.baton.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.daemon.Health;
import dev.baton.app.daemon.Metrics;
import dev.baton.app.daemon.Outcome;
import dev.baton.app.daemon.Outcome.Kind;
import dev.baton.app.daemon.Schedule;
import dev.baton.app.daemon.Wakes;
import dev.baton.engine.News.Doubt;
import dev.baton.engine.store.StreamKey;
import dev.baton.port.AdapterException;
import dev.baton.port.ChangeFeed;
import dev.baton.port.Finding;
import dev.baton.port.Signal;
import dev.baton.port.StreamRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HearingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final StreamKey ACCOUNTS = new StreamKey("crm", "Account");
    private static final StreamKey DEALS = new StreamKey("crm", "Opportunity");

    @TempDir Path folder;

    private final FakeFeed feed = new FakeFeed();
    private Instant now = NOW;
    private final Metrics metrics = new Metrics(new Health(Schedule.USUAL, () -> now, "on"));
    private int rings;
    private Hearing hearing = hearing(Path.of("unset"));

    /** Notes the positions of each subscription, and tells what a test says. */
    private static final class FakeFeed implements ChangeFeed {
        final List<String> subscribed = new ArrayList<>();
        private @Nullable Consumer<Signal> ear;
        boolean open;

        @Override
        public Listening listen(List<Interest> interests, Consumer<Signal> hears) {
            subscribed.add(
                    String.join(
                            " ",
                            interests.stream()
                                    .map(i -> i.request().stream() + "@" + i.position())
                                    .toList()));
            ear = hears;
            open = true;
            return () -> open = false;
        }

        /** Also late, as what a thread had on its tongue when it was told to stop. */
        void tell(Signal... signals) {
            Consumer<Signal> hears = Objects.requireNonNull(ear);
            for (Signal signal : signals) {
                hears.accept(signal);
            }
        }

        @Override
        public List<Finding> check(List<String> streams) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private Hearing hearing(Path file) {
        return new Hearing(
                List.of(
                        new Hearing.Told(
                                "crm",
                                feed,
                                List.of(
                                        new StreamRequest("Account", List.of("Name")),
                                        new StreamRequest("Opportunity", List.of("Name"))))),
                new PositionFile(file),
                new Wakes(InstantSource.fixed(NOW), () -> rings++),
                metrics.listened(() -> now));
    }

    @BeforeEach
    void open() {
        hearing = hearing(folder.resolve("events.json"));
    }

    private void cycle(Kind kind) {
        hearing.began(NOW);
        hearing.ended(NOW, NOW, Outcome.of(kind, "told"));
    }

    private static Signal changed(String position) {
        return new Signal.Changed("Account", position);
    }

    @Test
    void nobodyListensBeforeTheFirstCycleThatDidItsWork() {
        cycle(Kind.FAILED);
        assertThat(feed.subscribed).isEmpty();
        cycle(Kind.DONE);
        assertThat(feed.subscribed).containsExactly("Account@null Opportunity@null");
        cycle(Kind.PARTIAL);
        assertThat(feed.subscribed).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DONE", "PARTIAL"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobodyListensAfterACycleThatDidNotWork(Kind kind) {
        cycle(Kind.DONE);
        feed.tell(changed("a1"));
        cycle(kind);
        assertThat(feed.open).isFalse();

        cycle(Kind.DONE);
        assertThat(feed.subscribed).last().isEqualTo("Account@a1 Opportunity@null");
    }

    @Test
    void aChangeWakesAndWhatConcernsNobodyDoesNot() {
        cycle(Kind.DONE);
        feed.tell(
                new Signal.Begun("Account", true),
                new Signal.Passed("Account", "a1", Signal.Passed.Why.OURS));
        assertThat(rings).isZero();
        feed.tell(changed("a2"));
        assertThat(rings).isEqualTo(1);
    }

    @Test
    void listeningThatBeginsAtThePresentWantsOneMoreLook() {
        cycle(Kind.DONE);
        feed.tell(new Signal.Begun("Account", false));
        assertThat(rings).isEqualTo(1);
    }

    @Test
    void recordsInDoubtAreNamedUntilTheyAreRead() {
        cycle(Kind.DONE);
        feed.tell(new Signal.Doubtful("Account", Set.of("1", "2"), "a1"));
        Doubt told = hearing.doubt(ACCOUNTS);
        assertThat(told).isEqualTo(new Doubt.Records(Set.of("1", "2")));
        assertThat(hearing.doubt(DEALS)).isEqualTo(new Doubt.None());

        feed.tell(new Signal.Doubtful("Account", Set.of("2", "3"), "a2"));
        hearing.settled(ACCOUNTS, told);
        assertThat(hearing.doubt(ACCOUNTS)).isEqualTo(new Doubt.Records(Set.of("3")));
        hearing.settled(ACCOUNTS, hearing.doubt(ACCOUNTS));
        assertThat(hearing.doubt(ACCOUNTS)).isEqualTo(new Doubt.None());
        assertThat(rings).isEqualTo(2);
    }

    @Test
    void anOverflowIsADoubtOfAll() {
        cycle(Kind.DONE);
        feed.tell(new Signal.Doubtful("Account", Set.of("1"), "a1"));
        Doubt told = hearing.doubt(ACCOUNTS);
        feed.tell(new Signal.Lost("Account", "a2"));
        hearing.settled(ACCOUNTS, told);
        assertThat(hearing.doubt(ACCOUNTS)).as("came up since").isEqualTo(new Doubt.Whole());
        hearing.settled(ACCOUNTS, new Doubt.Whole());
        assertThat(hearing.doubt(ACCOUNTS)).isEqualTo(new Doubt.None());
    }

    @Test
    void aPositionIsKeptOnceACycleHasDealtWithWhatWasHeard() {
        cycle(Kind.DONE);
        feed.tell(changed("a1"));
        hearing.began(NOW);
        feed.tell(changed("a2"));
        hearing.ended(NOW, NOW, Outcome.of(Kind.DONE, "told"));
        hearing.close();

        assertThat(folder.resolve("events.json"))
                .content()
                .isEqualTo("{\"crm\":{\"Account\":\"a1\"}}\n");
        open();
        cycle(Kind.DONE);
        assertThat(feed.subscribed).last().isEqualTo("Account@a1 Opportunity@null");
    }

    @Test
    void whoeverHearsNothingKeepsNoFile() {
        cycle(Kind.DONE);
        cycle(Kind.DONE);
        assertThat(folder.resolve("events.json")).doesNotExist();
    }

    @Test
    void aDoubtIsHeardAgainAfterACrash() {
        cycle(Kind.DONE);
        feed.tell(changed("a1"));
        cycle(Kind.DONE);
        feed.tell(new Signal.Doubtful("Account", Set.of("1"), "a2"));
        cycle(Kind.DONE); // which did not settle it

        open();
        cycle(Kind.DONE);
        assertThat(feed.subscribed).last().isEqualTo("Account@a1 Opportunity@null");
    }

    @Test
    void aFileThatCannotBeReadBeginsAtThePresent() throws Exception {
        Files.writeString(folder.resolve("events.json"), "no");
        open();
        cycle(Kind.DONE);
        assertThat(feed.subscribed).containsExactly("Account@null Opportunity@null");
    }

    @Test
    void nobodyListensWhileAStreamIsReadFromItsBeginning() {
        cycle(Kind.DONE);
        feed.tell(changed("a1"), new Signal.Changed("Opportunity", "o1"));
        hearing.began(NOW);
        hearing.readingWhole(ACCOUNTS);
        assertThat(feed.open).isFalse();
        feed.tell(changed("late"));

        hearing.ended(NOW, NOW, Outcome.of(Kind.DONE, "told"));
        assertThat(feed.subscribed)
                .as("a gap that was told meanwhile is heard now")
                .last()
                .isEqualTo("Account@a1 Opportunity@o1");
        feed.tell(new Signal.Doubtful("Account", Set.of("1"), "a2"));
        assertThat(hearing.doubt(ACCOUNTS)).isEqualTo(new Doubt.Records(Set.of("1")));
    }

    @Test
    void afterAReadingThatTookLongerThanEventsAreKeptListeningBeginsAtThePresent() {
        cycle(Kind.DONE);
        feed.tell(changed("a1"));
        hearing.began(NOW);
        hearing.readingWhole(ACCOUNTS);
        hearing.ended(NOW, NOW.plus(Duration.ofHours(71)), Outcome.of(Kind.DONE, "told"));
        assertThat(feed.subscribed).last().isEqualTo("Account@null Opportunity@null");
    }

    @Test
    void metricsTellWhetherSomethingIsHeardAndWhatBecomesOfIt() {
        assertThat(metrics.text()).doesNotContain("baton_events");
        cycle(Kind.DONE);
        feed.tell(
                new Signal.Begun("Account", true),
                changed("a1"),
                changed("a2"),
                new Signal.Passed("Account", "a3", Signal.Passed.Why.OURS),
                new Signal.Passed("Account", "a4", Signal.Passed.Why.UNREAD),
                new Signal.Doubtful("Account", Set.of("1"), "a5"));
        now = NOW.plusSeconds(30);
        feed.tell(new Signal.Passed("Account", "a6", Signal.Passed.Why.QUIET));
        now = NOW.plusSeconds(42);
        assertThat(metrics.text())
                .contains(
                        "baton_events_connected{connection=\"crm\",stream=\"Account\"} 1.0",
                        "baton_events_heard_age_seconds{connection=\"crm\",stream=\"Account\"} 12.0",
                        "baton_events_total{connection=\"crm\",fate=\"woke\",stream=\"Account\"} 2.0",
                        "baton_events_total{connection=\"crm\",fate=\"ours\",stream=\"Account\"} 1.0",
                        "baton_events_total{connection=\"crm\",fate=\"unread\",stream=\"Account\"} 1.0",
                        "baton_events_total{connection=\"crm\",fate=\"gap\",stream=\"Account\"} 1.0",
                        "baton_events_total{connection=\"crm\",fate=\"lost\",stream=\"Account\"} 0.0");
        cycle(Kind.FAILED);
        assertThat(metrics.text())
                .contains("baton_events_connected{connection=\"crm\",stream=\"Account\"} 0.0");
    }

    @Test
    void nobodyListensToManyWritesOfOurOwn() {
        cycle(Kind.DONE);
        feed.tell(changed("a1"), new Signal.Changed("Opportunity", "o1"));
        hearing.began(NOW);
        hearing.writing("crm", Hearing.MANY);
        assertThat(feed.open).isTrue();
        hearing.writing("crm", Hearing.MANY + 1);
        assertThat(feed.open).isFalse();

        hearing.ended(NOW, NOW, Outcome.of(Kind.DONE, "told"));
        assertThat(feed.subscribed).last().isEqualTo("Account@null Opportunity@null");
    }

    @Test
    void aFeedThatFallsSilentWakesNobodyAndLosesNothing() {
        cycle(Kind.DONE);
        feed.tell(
                changed("a1"),
                new Signal.Silent(
                        "Account",
                        new AdapterException(
                                AdapterException.Category.UNAVAILABLE, "x", "hint", null),
                        false));
        assertThat(rings).isEqualTo(1);
        assertThat(hearing.doubt(ACCOUNTS)).isEqualTo(new Doubt.None());
    }

    @Test
    void nobodyListensAfterTheEnd() {
        cycle(Kind.DONE);
        hearing.close();
        assertThat(feed.open).isFalse();
        cycle(Kind.DONE);
        assertThat(feed.subscribed).hasSize(1);
    }
}
