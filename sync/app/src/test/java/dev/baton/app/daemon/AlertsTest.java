package dev.baton.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.daemon.Alert.Event;
import dev.baton.app.daemon.Outcome.Kind;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One alert a change of state. */
class AlertsTest {
    @TempDir Path folder;

    private final VirtualTime time =
            new VirtualTime("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
    private final List<Alert> sent = new ArrayList<>();
    private int undeliverable;
    private int ids;
    private Health health;
    private Alerts alerts;

    @BeforeEach
    void start() {
        health = new Health(Schedule.USUAL, time, "on");
        alerts =
                new Alerts(
                        this::send,
                        new AlertFile(folder.resolve("alerts.json")),
                        health,
                        time,
                        () -> "id" + ++ids);
    }

    private void send(Alert alert) throws AdapterException {
        if (undeliverable-- > 0) {
            throw new AdapterException(Category.UNAVAILABLE, "away", "the receiver is away", null);
        }
        sent.add(alert);
    }

    private void cycles(Kind... kinds) {
        for (Kind kind : kinds) {
            time.pass(Schedule.USUAL.every());
            var outcome = new Outcome(kind, "000007", "hash", 3, 2, 1, "Acme told");
            health.began(time.instant());
            health.ended(time.instant(), time.instant(), outcome);
            alerts.ended(time.instant(), time.instant(), outcome);
        }
    }

    private List<Event> events() {
        return sent.stream().map(Alert::event).toList();
    }

    @Test
    void aMonthOfFailuresIsToldOnceAndItsEndOnce() {
        cycles(Kind.DONE, Kind.FAILED, Kind.FAILED);
        assertThat(sent).as("two may pass by themselves").isEmpty();
        for (int i = 0; i < 2000; i++) {
            cycles(Kind.FAILED);
        }
        cycles(Kind.DONE, Kind.PARTIAL, Kind.DONE);
        assertThat(events()).containsExactly(Event.FAILING, Event.RECOVERED);
        assertThat(sent.getFirst().failures()).isEqualTo(3);
        assertThat(sent.getLast().failures()).isZero();
    }

    @Test
    void whatWaitingDoesNotMendIsToldAtOnce() {
        cycles(Kind.REFUSED, Kind.REFUSED, Kind.DONE, Kind.UNFIT);
        assertThat(events()).containsExactly(Event.FAILING, Event.RECOVERED, Event.FAILING);
    }

    @Test
    void aGuardsStopIsToldOnceWithItsPlan() {
        cycles(Kind.GUARDED, Kind.GUARDED, Kind.GUARDED, Kind.DONE);
        assertThat(events()).containsExactly(Event.STOPPED, Event.RECOVERED);
        assertThat(sent.getFirst().plan()).isEqualTo("hash");
        assertThat(sent.getLast().plan()).isNull();
    }

    @Test
    void aPauseIsToldWhenItIsADayOldAndNotBefore() {
        for (int i = 0; i < 24 * 4; i++) {
            cycles(Kind.PAUSED);
        }
        assertThat(sent).isEmpty();
        cycles(Kind.PAUSED, Kind.PAUSED);
        assertThat(events()).containsExactly(Event.STOPPED);
        cycles(Kind.DONE, Kind.PAUSED);
        assertThat(events()).containsExactly(Event.STOPPED, Event.RECOVERED);
    }

    @Test
    void aCycleThatHangsIsToldOnceThoughNothingEnds() {
        cycles(Kind.DONE);
        health.began(time.instant());
        alerts.look();
        assertThat(sent).isEmpty();
        time.pass(Schedule.USUAL.silence().plusSeconds(1));
        alerts.look();
        alerts.look();
        assertThat(events()).containsExactly(Event.SILENT);
    }

    @Test
    void aStateThatOthersHoldForLongIsSilence() {
        cycles(Kind.DONE, Kind.BUSY, Kind.BUSY);
        assertThat(sent).isEmpty();
        cycles(Kind.BUSY, Kind.BUSY, Kind.BUSY, Kind.DONE);
        assertThat(events()).containsExactly(Event.SILENT, Event.RECOVERED);
    }

    @Test
    void aRestartTellsNothingTwice() {
        cycles(Kind.GUARDED);
        start();
        cycles(Kind.GUARDED);
        assertThat(events()).containsExactly(Event.STOPPED);
        start();
        cycles(Kind.DONE);
        assertThat(events()).containsExactly(Event.STOPPED, Event.RECOVERED);
    }

    @Test
    void whatCouldNotBeDeliveredComesLaterUnderTheSameIdAsLongAsItHolds() {
        undeliverable = 2;
        cycles(Kind.GUARDED, Kind.GUARDED, Kind.GUARDED);
        assertThat(sent).extracting(Alert::id).containsExactly("id1");
        sent.clear();
        undeliverable = 1;
        cycles(Kind.DONE, Kind.DONE);
        assertThat(events()).containsExactly(Event.RECOVERED);
    }

    @Test
    void aTroubleThatNobodyHeardOfNeedsNoAllClear() {
        undeliverable = 1;
        cycles(Kind.GUARDED, Kind.DONE, Kind.DONE);
        assertThat(sent).isEmpty();
    }

    @Test
    void theFileIsTheOwnersAndADamagedOneBeginsAnew() throws Exception {
        Path file = folder.resolve("alerts.json");
        cycles(Kind.GUARDED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "{\"told\": \"NONSENSE\"}");
        start();
        cycles(Kind.GUARDED);
        assertThat(events()).containsExactly(Event.STOPPED, Event.STOPPED);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theBodyHoldsCountsAndWhatToDoAndNoName() throws Exception {
        cycles(Kind.GUARDED);
        assertThat(sent.getFirst().toString()).doesNotContain("Acme");
        assertThat(Duration.between(sent.getFirst().at(), time.instant())).isZero();
    }
}
