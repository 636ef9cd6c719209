package dev.baton.testkit;

import static dev.baton.testkit.SourceCases.failsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteResult.Accepted;
import dev.baton.port.WriteResult.Refused;
import dev.baton.port.WriteResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deleting what is ours, by the key that says so. */
public interface SinkDeletingCases extends SinkCases {

    @Test
    default void onlyTheRecordsThatBearTheKeysAreDeleted() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List.of("a", "b", "c").forEach(world::createOwn);
            assertThat(delete(world, sink, List.of("c", "a")))
                    .containsExactly(new Accepted("c"), new Accepted("a"));
            assertThat(world.ownKeys()).containsExactly("b");
        }
    }

    @Test
    default void whatIsGoneAlreadyIsAcceptedAndCostsNoWrite() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            world.createOwn("a");
            assertThat(delete(world, sink, List.of("x"))).containsExactly(new Accepted("x"));
            assertThat(world.updateRequests()).isZero();
            assertThat(world.ownKeys()).containsExactly("a");
        }
    }

    @Test
    default void aRefusedDeletionIsToldUnderItsKeyAndTakesNoOtherDown() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            world.refuse(world.createOwn("a"), SinkWorld.Refusal.LOCKED);
            world.createOwn("b");
            var results = delete(world, sink, List.of("a", "b"));
            assertThat(results.getFirst())
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> {
                                assertThat(refused.id()).isEqualTo("a");
                                assertThat(refused.retryable()).isTrue();
                            });
            assertThat(results.getLast()).isEqualTo(new Accepted("b"));
            assertThat(world.ownKeys()).containsExactly("a");
        }
    }

    @Test
    default void aDeletionWhoseAnswerIsLostIsNotSentAgain() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            world.createOwn("a");
            // The look-up passes; the answer to the deletion is lost.
            WritePermit losing =
                    () -> {
                        world.inject(new Fault.AnswerLost(), 1);
                        return true;
                    };
            failsWith(
                    Category.OUTCOME_UNKNOWN,
                    world,
                    () -> sink.delete(world.ownObject(), world.keyField(), List.of("a"), losing));
            assertThat(world.updateRequests()).isEqualTo(1);
            assertThat(world.ownKeys()).isEmpty();
        }
    }

    @Test
    default void withoutLeaveNothingIsDeleted() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            world.createOwn("a");
            failsWith(
                    Category.UNAVAILABLE,
                    world,
                    () ->
                            sink.delete(
                                    world.ownObject(),
                                    world.keyField(),
                                    List.of("a"),
                                    () -> false));
            assertThat(world.ownKeys()).containsExactly("a");
        }
    }

    @Test
    default void whatPeopleMadeIsNeverDeleted() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            String id = world.create("text");
            assertThatThrownBy(
                            () ->
                                    sink.delete(
                                            world.object(),
                                            world.textField(),
                                            List.of("text"),
                                            WritePermit.ALWAYS))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.stored(id)).isPresent();
        }
    }

    private static List<WriteResult> delete(SinkWorld world, Sink sink, List<String> keys)
            throws AdapterException {
        return sink.delete(world.ownObject(), world.keyField(), keys, WritePermit.ALWAYS);
    }
}
