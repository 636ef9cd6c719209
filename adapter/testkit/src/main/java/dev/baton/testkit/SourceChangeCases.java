package dev.baton.testkit;

import static dev.baton.testkit.SourceCases.label;
import static dev.baton.testkit.SourceCases.labels;
import static dev.baton.testkit.SourceCases.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A stream that changes, in between and while it is read. */
public interface SourceChangeCases extends SourceCases {
    Duration LATER = Duration.ofHours(1);

    @Test
    default void aModifiedRecordComesAgain() throws AdapterException {
        needs(Capability.MODIFICATIONS);
        try (SourceWorld world = worldOf(5, 2)) {
            Walk first = walk(world, null);
            String id = first.records().getFirst().id();
            world.modify(id, NOW.plusSeconds(10), "another label");
            world.setClock(NOW.plus(LATER));
            RawRecord again = Objects.requireNonNull(walk(world, first.end()).newest().get(id));
            assertThat(label(world, again)).isEqualTo("another label");
            assertThat(again.modifiedAt()).isEqualTo(NOW.plusSeconds(10));
        }
    }

    @Test
    default void aRecordModifiedBetweenTwoPagesComesAgain() throws AdapterException {
        needs(Capability.MODIFICATIONS);
        try (SourceWorld world = worldOf(9, 3);
                Source source = world.open()) {
            Page page = source.read(world.request(), null);
            String id = page.records().getFirst().id();
            world.modify(id, NOW.plusSeconds(10), "another label");
            world.setClock(NOW.plus(LATER));
            Walk whole =
                    new Walk(List.of(page)).then(Walk.from(source, world.request(), page.next()));
            assertThat(labels(world, whole)).hasSize(9).containsEntry(id, "another label");
        }
    }

    @Test
    default void pollingWithoutChangesTellsNothingNew() throws AdapterException {
        try (SourceWorld world = worldOf(7, 3)) {
            Walk first = walk(world, null);
            Walk poll = walk(world, first.end());
            Walk again = walk(world, poll.end());
            assertThat(first.records()).containsAll(poll.records()).containsAll(again.records());
            if (has(Capability.QUIET_POLL)) {
                assertThat(poll.records()).isEmpty();
                assertThat(poll.pages()).hasSize(1);
                assertThat(again.records()).isEmpty();
            }
        }
    }

    @Test
    default void aDeletionComesAsATombstone() throws AdapterException {
        needs(Capability.TOMBSTONES);
        try (SourceWorld world = worldOf(5, 2)) {
            Walk first = walk(world, null);
            String id = first.records().getFirst().id();
            world.delete(id, NOW.plusSeconds(10));
            world.setClock(NOW.plus(LATER));
            Walk second = walk(world, first.end());
            assertThat(second.records().stream().filter(RawRecord::deleted).map(RawRecord::id))
                    .contains(id)
                    .containsOnly(id);
            assertThat(labels(world, first.then(second))).hasSize(4).doesNotContainKey(id);
        }
    }

    @Test
    default void aRowShownLateIsNotLost() throws AdapterException {
        needs(Capability.LATE_ROWS);
        try (SourceWorld world = worldOf(5, 2)) {
            Walk first = walk(world, null);
            world.create(NOW.minusSeconds(1), "in time");
            Walk second = walk(world, first.end());
            String late = world.create(NOW.minus(world.lateBy()), "committed late");
            assertThat(walk(world, second.end()).newest()).containsKey(late);
        }
    }

    @Test
    default void whateverChangesWhileItIsReadTheEndIsTheWorldsState() throws AdapterException {
        Random random = SourceCases.seeded("whateverChangesWhileItIsRead");
        for (int round = 0; round < 12; round++) {
            readWhileChanging(random);
        }
    }

    private void readWhileChanging(Random random) throws AdapterException {
        try (SourceWorld world = newWorld(1 + random.nextInt(5))) {
            var truth = new TreeMap<String, String>();
            var pages = new ArrayList<Page>();
            Instant now = NOW;
            for (int step = 0; step < 30; step++) {
                change(random, world, truth, now);
                now = now.plusSeconds(random.nextInt(120));
                world.setClock(now);
                try (Source source = world.open()) {
                    var cursor = pages.isEmpty() ? null : pages.getLast().next();
                    pages.add(source.read(world.request(), cursor));
                }
            }
            world.setClock(now.plus(LATER));
            Walk whole = new Walk(pages).then(walk(world, pages.getLast().next()));
            assertThat(labels(world, whole)).isEqualTo(truth);
        }
    }

    private void change(Random random, SourceWorld world, Map<String, String> truth, Instant now) {
        for (int n = random.nextInt(3); n >= 0; n--) {
            String label = "label " + random.nextInt(1_000_000);
            boolean only = truth.isEmpty() || !has(Capability.MODIFICATIONS);
            if (only || random.nextInt(3) > 0) {
                truth.put(world.create(now, label), label);
            } else {
                String id = List.copyOf(truth.keySet()).get(random.nextInt(truth.size()));
                changeOne(random, world, truth, id, now, label);
            }
        }
    }

    private void changeOne(
            Random random,
            SourceWorld world,
            Map<String, String> truth,
            String id,
            Instant now,
            String label) {
        if (has(Capability.TOMBSTONES) && random.nextInt(4) == 0) {
            world.delete(id, now);
            truth.remove(id);
        } else {
            world.modify(id, now, label);
            truth.put(id, label);
        }
    }
}
