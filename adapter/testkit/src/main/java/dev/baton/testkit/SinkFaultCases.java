package dev.baton.testkit;

import static dev.baton.testkit.SinkCases.createAll;
import static dev.baton.testkit.SinkCases.stored;
import static dev.baton.testkit.SinkCases.texts;
import static dev.baton.testkit.SourceCases.failsWith;
import static dev.baton.testkit.SourceFaultCases.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteResult.Accepted;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Writing to a vendor, over a wire, that fail. What counts: no write twice, none unnoticed. */
public interface SinkFaultCases extends SinkCases {

    @Test
    default void aLostAnswerIsAnUnknownOutcomeAndIsNotSentAgain() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            signIn(world, sink);
            world.inject(new Fault.AnswerLost(), 1);
            failsWith(
                    Category.OUTCOME_UNKNOWN,
                    world,
                    () -> sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS));
            assertThat(world.updateRequests()).isEqualTo(1);
            assertThat(stored(world, ids.get(1), world.textField())).isEqualTo("new 1");
        }
    }

    @Test
    default void aCutAnswerIsAnUnknownOutcomeAndIsNotSentAgain() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            signIn(world, sink);
            world.inject(new Fault.BodyCut(), 1);
            failsWith(
                    Category.OUTCOME_UNKNOWN,
                    world,
                    () -> sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS));
            assertThat(world.updateRequests()).isEqualTo(1);
        }
    }

    /** A first read, so that a fault injected next meets the write and not the sign-in. */
    private static void signIn(SinkWorld world, Sink sink) throws AdapterException {
        sink.retrieve(world.object(), List.of(world.unknownId()), List.of(world.textField()));
    }

    @Test
    default void aServerUnavailableForAWriteIsNotTakenForASuccess() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            signIn(world, sink);
            world.inject(new Fault.Unavailable(), ALWAYS);
            AdapterException failure =
                    SourceCases.failure(
                            world,
                            () ->
                                    sink.update(
                                            world.object(), texts(world, ids), WritePermit.ALWAYS));
            // A 503 may come after the work was done: who does not know better must not repeat it.
            assertThat(failure.category()).isIn(Category.UNAVAILABLE, Category.OUTCOME_UNKNOWN);
            int most = failure.category() == Category.UNAVAILABLE ? 20 : 1;
            assertThat(world.updateRequests()).isBetween(1, most);
            assertThat(world.updatesOf(ids.getFirst())).isZero();
        }
    }

    @Test
    default void throttledItWritesOnceInTheEnd() throws AdapterException {
        Assumptions.assumeTrue(has(Capability.THROTTLING), "opted out of THROTTLING");
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            signIn(world, sink);
            world.inject(new Fault.Throttled("3"), 1);
            assertThat(sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS))
                    .allMatch(Accepted.class::isInstance);
            assertThat(world.updatesOf(ids.getFirst())).isEqualTo(1);
        }
    }

    @Test
    default void aWriteThatIsCalledOffWhileItWaitsIsNotSentAgain() throws AdapterException {
        Assumptions.assumeTrue(has(Capability.THROTTLING), "opted out of THROTTLING");
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            signIn(world, sink);
            world.inject(new Fault.Throttled("3"), 1);
            WritePermit untilThen = () -> world.updateRequests() == 0;
            failsWith(
                    Category.UNAVAILABLE,
                    world,
                    () -> sink.update(world.object(), texts(world, ids), untilThen));
            assertThat(world.updateRequests()).isEqualTo(1);
            assertThat(world.updatesOf(ids.getFirst())).isZero();
        }
    }

    @Test
    default void aWriteWithoutLeaveIsNotSent() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            signIn(world, sink);
            failsWith(
                    Category.UNAVAILABLE,
                    world,
                    () -> sink.update(world.object(), texts(world, ids), () -> false));
            assertThat(world.updateRequests()).isZero();
        }
    }

    @Test
    default void aTokenThatRunsOutIsRenewedAndTheWriteHappensOnce() throws AdapterException {
        Assumptions.assumeTrue(has(Capability.TOKENS), "opted out of TOKENS");
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            signIn(world, sink);
            world.inject(new Fault.TokenExpired(), 1);
            assertThat(sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS))
                    .allMatch(Accepted.class::isInstance);
            assertThat(world.updatesOf(ids.getFirst())).isEqualTo(1);
            assertThat(world.tokenRequests()).isEqualTo(2);
        }
    }

    @Test
    default void wrongCredentialsStopAtOnce() throws AdapterException {
        Assumptions.assumeTrue(has(Capability.TOKENS), "opted out of TOKENS");
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            world.inject(new Fault.CredentialsRefused(), ALWAYS);
            failsWith(
                    Category.CREDENTIALS,
                    world,
                    () -> sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS));
            failsWith(
                    Category.CREDENTIALS,
                    world,
                    () -> sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS));
            assertThat(world.tokenRequests()).isBetween(1, 2);
            assertThat(world.updateRequests()).isZero();
        }
    }

    @Test
    default void aRedirectToAnotherHostIsNotFollowed() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 1);
            signIn(world, sink);
            world.inject(new Fault.RedirectedElsewhere(), 1);
            SourceCases.failure(
                    world,
                    () -> sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS));
            assertThat(world.foreignRequests()).isZero();
            assertThat(world.updatesOf(ids.getFirst())).isZero();
        }
    }

    @Test
    default void callsCountsEveryRequest() throws AdapterException {
        Assumptions.assumeTrue(has(Capability.THROTTLING), "opted out of THROTTLING");
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            signIn(world, sink);
            world.inject(new Fault.Throttled("1"), 1);
            sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS);
            assertThat(sink.calls())
                    .isEqualTo(world.dataRequests() + world.tokenRequests())
                    .isGreaterThan(2);
        }
    }
}
