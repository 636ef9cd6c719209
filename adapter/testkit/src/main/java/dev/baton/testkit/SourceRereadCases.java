package dev.baton.testkit;

import static dev.baton.testkit.SourceCases.label;
import static dev.baton.testkit.SourceCases.labels;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that are read once more, though no cursor brings them: by their ids, or all of them. */
public interface SourceRereadCases extends SourceCases {

    @Test
    default void readByItsIdARecordComesAsItIsNow() throws AdapterException {
        needs(Capability.READS_BY_ID);
        needs(Capability.MODIFICATIONS);
        try (SourceWorld world = worldOf(5, 2);
                Source source = world.open()) {
            Walk first = Walk.from(source, world.request(), null);
            String id = first.records().getFirst().id();
            world.modify(id, FIRST, "changed without a trace");
            Source.Reread again = source.reread(world.request(), List.of(id));
            assertThat(again.records()).extracting(RawRecord::id).containsExactly(id);
            RawRecord record = again.records().getFirst();
            assertThat(label(world, record)).isEqualTo("changed without a trace");
            assertThat(record.fields()).containsOnlyKeys(world.labelField());
        }
    }

    @Test
    default void anIdOfNothingIsPassedOver() throws AdapterException {
        needs(Capability.READS_BY_ID);
        try (SourceWorld world = worldOf(2, 2);
                Source source = world.open()) {
            String id = Walk.from(source, world.request(), null).records().getFirst().id();
            String none = id.substring(0, 3) + "9".repeat(12) + id.substring(id.length() - 3);
            Source.Reread again =
                    source.reread(world.request(), List.of(none, "no id' OR Id != '", id));
            assertThat(again.records()).extracting(RawRecord::id).containsExactly(id);
            assertThat(again.unreadable()).isEmpty();
            assertThat(source.reread(world.request(), List.of(none)).records()).isEmpty();
        }
    }

    @Test
    default void asManyAsItSaysAreReadByTheirIdsAtOnce() throws AdapterException {
        needs(Capability.READS_BY_ID);
        try (SourceWorld world = worldOf(120, 50);
                Source source = world.open()) {
            var ids = new ArrayList<String>();
            Walk.from(source, world.request(), null).records().forEach(each -> ids.add(each.id()));
            assertThat(source.rereadBatch()).isPositive();
            List<String> some = ids.subList(0, Math.min(ids.size(), source.rereadBatch()));
            assertThat(source.reread(world.request(), some).records())
                    .extracting(RawRecord::id)
                    .containsExactlyInAnyOrderElementsOf(some);
        }
    }

    @Test
    default void readingAllOfItAnewLeavesTheCursorGood() throws AdapterException {
        needs(Capability.MODIFICATIONS);
        try (SourceWorld world = worldOf(5, 2);
                Source source = world.open()) {
            Walk first = Walk.from(source, world.request(), null);
            StreamRequest asked = world.request();
            var anew = new StreamRequest(asked.stream(), asked.fields(), asked.filled(), true);
            assertThat(labels(world, Walk.from(source, anew, null)))
                    .isEqualTo(labels(world, first))
                    .hasSize(5);
            String id = first.records().getFirst().id();
            world.modify(id, NOW.plusSeconds(10), "another label");
            world.setClock(NOW.plus(Duration.ofHours(1)));
            Walk rest = Walk.from(source, world.request(), first.end());
            assertThat(labels(world, rest)).containsEntry(id, "another label");
        }
    }
}
