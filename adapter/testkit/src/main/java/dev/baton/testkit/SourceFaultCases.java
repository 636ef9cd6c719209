package dev.baton.testkit;

import static dev.baton.testkit.SourceCases.failsWith;
import static dev.baton.testkit.SourceCases.failure;
import static dev.baton.testkit.SourceCases.labels;
import static dev.baton.testkit.SourceCases.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Page;
import dev.baton.port.Source;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** A vendor and a wire that fail. */
public interface SourceFaultCases extends SourceCases {
    int ALWAYS = 1_000_000;

    @Test
    default void throttledWithoutAHeaderItWaitsAndGoesOn() throws AdapterException {
        throttledOnce(null, Duration.ofMillis(1));
    }

    @Test
    default void throttledItWaitsTheSecondsAskedFor() throws AdapterException {
        throttledOnce("7", Duration.ofSeconds(7));
    }

    @Test
    default void throttledUntilADateItCountsByTheServersClock() throws AdapterException {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        NOW.plusSeconds(9).atOffset(ZoneOffset.UTC));
        throttledOnce(date, Duration.ofSeconds(9));
    }

    @Test
    default void throttledForZeroSecondsItStillWaits() throws AdapterException {
        throttledOnce("0", Duration.ofSeconds(1));
    }

    @Test
    default void throttledWithNonsenseItStillWaits() throws AdapterException {
        throttledOnce("soon", Duration.ofMillis(1));
    }

    private void throttledOnce(@Nullable String retryAfter, Duration least)
            throws AdapterException {
        needs(Capability.THROTTLING);
        try (SourceWorld world = worldOf(7, 3);
                Source source = world.open()) {
            Page page = source.read(world.request(), null);
            List<Duration> before = world.pauses();
            world.inject(new Fault.Throttled(retryAfter), 1);
            Walk walk =
                    new Walk(List.of(page)).then(Walk.from(source, world.request(), page.next()));
            assertThat(labels(world, walk)).hasSize(7);
            Duration waited = sum(world.pauses()).minus(sum(before));
            assertThat(waited).isBetween(least, least.plus(Duration.ofMinutes(2)));
        }
    }

    private static Duration sum(List<Duration> pauses) {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    default void throttledForEverItGivesUpAndCanGoOnLater() throws AdapterException {
        needs(Capability.THROTTLING);
        givesUpWith(Category.THROTTLED, new Fault.Throttled("1"));
    }

    @Test
    default void anUnavailableServerIsGivenUpAndCanBeReadLater() throws AdapterException {
        givesUpWith(Category.UNAVAILABLE, new Fault.Unavailable());
    }

    @Test
    default void aDeadConnectionIsGivenUpAndCanBeReadLater() throws AdapterException {
        givesUpWith(Category.UNAVAILABLE, new Fault.ConnectionCut());
    }

    private void givesUpWith(Category category, Fault fault) throws AdapterException {
        needs(Capability.REMOTE);
        try (SourceWorld world = worldOf(7, 3)) {
            Walk first = firstPage(world);
            int before = world.dataRequests();
            world.inject(fault, ALWAYS);
            failsWith(category, world, () -> walk(world, first.end()));
            assertThat(world.dataRequests() - before).as("tries").isBetween(1, 20);
            world.heal();
            // A new source, for a breaker that has opened stays so for a while.
            assertThat(labels(world, first.then(walk(world, first.end())))).hasSize(7);
        }
    }

    private static Walk firstPage(SourceWorld world) throws AdapterException {
        try (Source source = world.open()) {
            return new Walk(List.of(source.read(world.request(), null)));
        }
    }

    @Test
    default void aConnectionCutOnceCostsNothing() throws AdapterException {
        completesDespite(new Fault.ConnectionCut());
    }

    @Test
    default void aLostAnswerIsAskedForAgain() throws AdapterException {
        completesDespite(new Fault.AnswerLost());
    }

    @Test
    default void aServerUnavailableOnceCostsNothing() throws AdapterException {
        completesDespite(new Fault.Unavailable());
    }

    @Test
    default void aRepeatedRowIsNoHarm() throws AdapterException {
        needs(Capability.REPEATED_ROWS);
        completesDespite(new Fault.RowRepeated());
    }

    private void completesDespite(Fault fault) throws AdapterException {
        needs(Capability.REMOTE);
        try (SourceWorld world = worldOf(10, 3);
                Source source = world.open()) {
            Page page = source.read(world.request(), null);
            world.inject(fault, 1);
            Walk rest = Walk.from(source, world.request(), page.next());
            assertThat(labels(world, new Walk(List.of(page)).then(rest))).hasSize(10);
        }
    }

    @Test
    default void aBodyCutInTheMiddleIsNeverTakenForAPage() throws AdapterException {
        needs(Capability.REMOTE);
        try (SourceWorld world = worldOf(10, 3);
                Source source = world.open()) {
            var pages = new ArrayList<Page>();
            pages.add(source.read(world.request(), null));
            world.inject(new Fault.BodyCut(), 1);
            readOrFailAsUnavailable(world, source, pages);
            Walk rest = Walk.from(source, world.request(), pages.getLast().next());
            assertThat(labels(world, new Walk(pages).then(rest))).hasSize(10);
        }
    }

    private static void readOrFailAsUnavailable(
            SourceWorld world, Source source, List<Page> pages) {
        Cursor cursor = pages.getLast().next();
        try {
            pages.add(source.read(world.request(), cursor));
        } catch (AdapterException e) {
            assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
        }
    }

    @Test
    default void bodiesCutForEverAreAnUnavailableServer() throws AdapterException {
        givesUpWith(Category.UNAVAILABLE, new Fault.BodyCut());
    }

    @Test
    default void aTokenThatRunsOutIsRenewedOnce() throws AdapterException {
        needs(Capability.TOKENS);
        try (SourceWorld world = worldOf(10, 3);
                Source source = world.open()) {
            Page page = source.read(world.request(), null);
            world.inject(new Fault.TokenExpired(), 1);
            Walk rest = Walk.from(source, world.request(), page.next());
            assertThat(labels(world, new Walk(List.of(page)).then(rest))).hasSize(10);
            assertThat(world.tokenRequests()).isEqualTo(2);
        }
    }

    @Test
    default void aTokenThatIsNeverAcceptedMakesNoStorm() throws AdapterException {
        needs(Capability.TOKENS);
        try (SourceWorld world = worldOf(10, 3);
                Source source = world.open()) {
            world.inject(new Fault.TokenExpired(), ALWAYS);
            failsWith(Category.CREDENTIALS, world, () -> source.read(world.request(), null));
            assertThat(world.tokenRequests()).isLessThanOrEqualTo(2);
            assertThat(world.dataRequests()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    default void wrongCredentialsStopAtOnce() throws AdapterException {
        needs(Capability.TOKENS);
        try (SourceWorld world = worldOf(10, 3)) {
            world.inject(new Fault.CredentialsRefused(), ALWAYS);
            failsWith(Category.CREDENTIALS, world, () -> readThrice(world));
            assertThat(world.tokenRequests()).isBetween(1, 2);
            assertThat(world.dataRequests()).isZero();
        }
    }

    /** Asks three times, as a schedule would, and ends with the last failure. */
    private static void readThrice(SourceWorld world) throws AdapterException {
        try (Source source = world.open()) {
            failure(world, () -> source.read(world.request(), null));
            failure(world, () -> source.read(world.request(), null));
            source.read(world.request(), null);
        }
    }

    @Test
    default void aRedirectToAnotherHostIsNotFollowed() throws AdapterException {
        needs(Capability.REMOTE);
        try (SourceWorld world = worldOf(10, 3);
                Source source = world.open()) {
            Page page = source.read(world.request(), null);
            world.inject(new Fault.RedirectedElsewhere(), 1);
            failure(world, () -> source.read(world.request(), page.next()));
            assertThat(world.foreignRequests()).isZero();
        }
    }
}
