package dev.baton.testkit;

import static dev.baton.testkit.SinkCases.createAll;
import static dev.baton.testkit.SinkCases.ids;
import static dev.baton.testkit.SinkCases.stored;
import static dev.baton.testkit.SinkCases.text;
import static dev.baton.testkit.SinkCases.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import dev.baton.port.WriteResult.Accepted;
import dev.baton.port.WriteResult.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Writing to a vendor that is well. */
public interface SinkWritingCases extends SinkCases {

    @Test
    default void whatIsAcceptedIsWritten() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 3);
            List<WriteResult> results =
                    sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS);
            assertThat(results).containsExactlyElementsOf(ids.stream().map(Accepted::new).toList());
            assertThat(stored(world, ids.get(2), world.textField())).isEqualTo("new 2");
        }
    }

    @Test
    default void fieldsNotNamedStayAsTheyAre() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            String id = world.create("text");
            Object number = stored(world, id, world.numberField());
            sink.update(world.object(), List.of(text(world, id, "new")), WritePermit.ALWAYS);
            assertThat(stored(world, id, world.numberField())).isNotNull().isEqualTo(number);
        }
    }

    @Test
    default void nullEmptiesAField() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            String id = world.create("text");
            assertThat(
                            sink.update(
                                    world.object(),
                                    List.of(text(world, id, null)),
                                    WritePermit.ALWAYS))
                    .containsExactly(new Accepted(id));
            assertThat(stored(world, id, world.textField())).isNull();
        }
    }

    @Test
    default void aDecimalIsWrittenToItsLastDigit() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            String id = world.create("text");
            Map<String, Object> fields = Map.of(world.numberField(), new BigDecimal("71.35"));
            sink.update(world.object(), List.of(new WriteRequest(id, fields)), WritePermit.ALWAYS);
            assertThat(new BigDecimal(String.valueOf(stored(world, id, world.numberField()))))
                    .isEqualByComparingTo("71.35");
        }
    }

    @Test
    default void textWithMarkupArrivesAsItIs() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            String id = world.create("text");
            String text = "a \"quoted\" <b>&amp;</b> \\ ü € 🙂 ' OR 1=1";
            sink.update(world.object(), List.of(text(world, id, text)), WritePermit.ALWAYS);
            assertThat(stored(world, id, world.textField())).isEqualTo(text);
        }
    }

    @Test
    default void eachRefusalStandsAtItsOwnIndex() throws AdapterException {
        Random random = SourceCases.seeded("eachRefusalStandsAtItsOwnIndex");
        for (int round = 0; round < 10; round++) {
            refuseSome(random);
        }
    }

    private void refuseSome(Random random) throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 1 + random.nextInt(sink.updateBatch()));
            Collections.shuffle(ids, random);
            var refused = new ArrayList<String>();
            ids.stream().filter(id -> random.nextInt(3) == 0).forEach(refused::add);
            refused.forEach(id -> world.refuse(id, SinkWorld.Refusal.RULE));
            List<WriteResult> results =
                    sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS);
            assertThat(ids(results)).isEqualTo(ids);
            for (int at = 0; at < ids.size(); at++) {
                boolean taken = !refused.contains(ids.get(at));
                assertThat(results.get(at) instanceof Accepted).isEqualTo(taken);
                assertThat(("new " + at).equals(stored(world, ids.get(at), world.textField())))
                        .isEqualTo(taken);
            }
        }
    }

    @Test
    default void aRefusalSaysWhetherTimeAloneMendsIt() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            world.refuse(ids.get(0), SinkWorld.Refusal.RULE);
            world.refuse(ids.get(1), SinkWorld.Refusal.LOCKED);
            List<WriteResult> results =
                    sink.update(world.object(), texts(world, ids), WritePermit.ALWAYS);
            assertThat(results)
                    .extracting(result -> ((Refused) result).retryable())
                    .containsExactly(false, true);
            assertThat(results)
                    .allSatisfy(
                            r -> {
                                assertThat(((Refused) r).code()).isNotBlank();
                                assertThat(((Refused) r).hint()).isNotBlank();
                                SourceCases.saysNoSecret(world.secrets(), r.toString());
                            });
        }
    }

    @Test
    default void aRecordThatIsGoneIsRefusedAndNotCreated() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            String gone = world.unknownId();
            List<WriteResult> results =
                    sink.update(
                            world.object(), List.of(text(world, gone, "new")), WritePermit.ALWAYS);
            assertThat(results).singleElement().isInstanceOf(Refused.class);
            assertThat(world.stored(gone)).isEmpty();
        }
    }

    @Test
    default void aBatchTooLargeOrWithAnIdTwiceIsNotSent() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, sink.updateBatch() + 1);
            assertThatThrownBy(
                            () ->
                                    sink.update(
                                            world.object(), texts(world, ids), WritePermit.ALWAYS))
                    .isInstanceOf(IllegalArgumentException.class);
            String id = ids.getFirst();
            assertThatThrownBy(
                            () ->
                                    sink.update(
                                            world.object(),
                                            texts(world, List.of(id, id)),
                                            WritePermit.ALWAYS))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.updateRequests()).isZero();
        }
    }

    @Test
    default void anEmptyBatchCostsNoCall() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            assertThat(sink.update(world.object(), List.of(), WritePermit.ALWAYS)).isEmpty();
            assertThat(sink.retrieve(world.object(), List.of(), List.of())).isEmpty();
            assertThat(world.dataRequests()).isZero();
        }
    }

    @Test
    default void retrieveTellsWhatIsStoredAndLeavesOutWhatIsNot() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 2);
            sink.update(world.object(), List.of(text(world, ids.get(0), null)), WritePermit.ALWAYS);
            var asked = List.of(ids.get(1), world.unknownId(), ids.get(0));
            var held = sink.retrieve(world.object(), asked, List.of(world.textField()));
            assertThat(held).containsOnlyKeys(ids);
            assertThat(held.get(ids.get(0))).containsEntry(world.textField(), null);
            assertThat(held.get(ids.get(1))).containsEntry(world.textField(), "text 1");
        }
    }

    @Test
    default void describeKnowsTheFieldsAndNothingOfAnUnknownObject() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            ObjectDescription known = sink.describe(world.object());
            assertThat(known.field(world.textField())).isPresent();
            assertThat(known.field(world.numberField())).isPresent();
            assertThat(sink.describe("NoSuchObject").fields()).isEmpty();
        }
    }

    @Test
    default void recordsWithoutEditRightAreNamed() throws AdapterException {
        try (SinkWorld world = newWorld();
                Sink sink = world.open()) {
            List<String> ids = createAll(world, 3);
            world.withdrawEditRight(ids.get(1));
            assertThat(sink.withoutEditRight(world.object(), ids)).containsExactly(ids.get(1));
        }
    }
}
