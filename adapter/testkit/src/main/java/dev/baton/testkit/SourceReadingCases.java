package dev.baton.testkit;

import static dev.baton.testkit.SourceCases.labels;
import static dev.baton.testkit.SourceCases.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Walking a stream that does not change meanwhile. */
public interface SourceReadingCases extends SourceCases {

    @Test
    default void aBackfillReturnsEveryRecordWithItsInstants() throws AdapterException {
        try (SourceWorld world = newWorld(3)) {
            world.setClock(NOW);
            var instants = new TreeMap<String, Instant>();
            for (int row = 0; row < 10; row++) {
                Instant at = FIRST.plusSeconds(60L * row);
                instants.put(world.create(at, "label " + row), at);
            }
            Walk walk = walk(world, null);
            assertThat(walk.unreadable()).isEmpty();
            assertThat(walk.newest().keySet())
                    .containsExactlyInAnyOrderElementsOf(instants.keySet());
            assertThat(walk.records()).allSatisfy(r -> bearsInstant(r, instants));
        }
    }

    private void bearsInstant(RawRecord record, Map<String, Instant> instants) {
        assertThat(record.modifiedAt()).isEqualTo(instants.get(record.id()));
        assertThat(record.deleted()).isFalse();
        if (has(Capability.CREATION_INSTANT)) {
            assertThat(record.createdAt()).isEqualTo(instants.get(record.id()));
        } else {
            assertThat(record.createdAt()).isNull();
        }
    }

    @Test
    default void anEmptyStreamIsOneEmptyLastPage() throws AdapterException {
        try (SourceWorld world = newWorld(3)) {
            world.setClock(NOW);
            Walk walk = walk(world, null);
            assertThat(walk.records()).isEmpty();
            String id = world.create(NOW, "the first");
            world.setClock(NOW.plus(Duration.ofHours(1)));
            assertThat(walk(world, walk.end()).newest()).containsOnlyKeys(id);
        }
    }

    @Test
    default void aNewSourceGoesOnFromAnyPage() throws AdapterException {
        try (SourceWorld world = worldOf(23, 4)) {
            Walk whole = walk(world, null);
            assertThat(whole.pages()).as("pages to stop after").hasSizeGreaterThan(3);
            for (int read = 1; read <= whole.pages().size(); read++) {
                Walk before = whole.firstPages(read);
                Walk joined = before.then(walk(world, before.end()));
                assertThat(labels(world, joined)).isEqualTo(labels(world, whole)).hasSize(23);
            }
            // Beginning anew would be complete, too, but it is no going on.
            String first = whole.records().getFirst().id();
            assertThat(walk(world, whole.end()).newest()).doesNotContainKey(first);
        }
    }

    @Test
    default void aCursorMayBeReadAgain() throws AdapterException {
        try (SourceWorld world = worldOf(9, 3);
                Source source = world.open()) {
            Cursor cursor = source.read(world.request(), null).next();
            Page once = source.read(world.request(), cursor);
            Page again = source.read(world.request(), cursor);
            assertThat(again.records()).isEqualTo(once.records()).isNotEmpty();
            assertThat(again.next()).isEqualTo(once.next());
        }
    }

    @Test
    default void equalInstantsAtABorderLoseNothing() throws AdapterException {
        Random random = SourceCases.seeded("equalInstantsAtABorderLoseNothing");
        for (int pageSize : List.of(1, 2, 3, 7, 50)) {
            for (int round = 0; round < 6; round++) {
                allTiesCome(random, pageSize);
            }
        }
    }

    private void allTiesCome(Random random, int pageSize) throws AdapterException {
        try (SourceWorld world = newWorld(pageSize)) {
            world.setClock(NOW);
            var ids = new ArrayList<String>();
            Instant at = FIRST;
            for (int group = 0; group < 6; group++) {
                for (int tie = random.nextInt(3 * Math.min(pageSize, 7) + 1); tie >= 0; tie--) {
                    ids.add(world.create(at, "label " + ids.size()));
                }
                at = at.plusSeconds(1 + random.nextInt(2));
            }
            assertThat(walk(world, null).newest().keySet())
                    .as("page size %d", pageSize)
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    default void onlyRequestedFieldsComeBack() throws AdapterException {
        try (SourceWorld world = worldOf(3, 2)) {
            assertThat(walk(world, null).records())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(r -> assertThat(r.fields()).containsOnlyKeys(world.labelField()));
            var nothing = new StreamRequest(world.request().stream(), List.of());
            try (Source source = world.open()) {
                assertThat(Walk.from(source, nothing, null).records())
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(r -> assertThat(r.fields()).isEmpty());
            }
        }
    }

    @Test
    default void anUnreadableRowIsReportedAndTheRestGoesOn() throws AdapterException {
        needs(Capability.UNREADABLE_ROWS);
        try (SourceWorld world = worldOf(2, 10)) {
            world.createUnreadable(FIRST.plusSeconds(130));
            world.create(FIRST.plusSeconds(180), "behind it");
            Walk walk = walk(world, null);
            assertThat(walk.newest()).hasSize(3);
            assertThat(walk.unreadable()).as("quarantined").isNotEmpty();
            walk.unreadable().forEach(u -> SourceCases.saysNoSecret(world.secrets(), u.toString()));
        }
    }

    @Test
    default void timeIsTheServersNotOurs() throws AdapterException {
        try (SourceWorld world = worldOf(1, 10);
                Source source = world.open()) {
            assertThat(source.serverTime()).isEqualTo(NOW);
            assertThat(source.read(world.request(), null).serverTime()).isEqualTo(NOW);
        }
    }

    @Test
    default void callsCountsEveryRequest() throws AdapterException {
        needs(Capability.REMOTE);
        try (SourceWorld world = worldOf(9, 3);
                Source source = world.open()) {
            world.inject(new Fault.Unavailable(), 1);
            Walk.from(source, world.request(), null);
            assertThat(source.calls())
                    .isEqualTo(world.dataRequests() + world.tokenRequests())
                    .isGreaterThan(3);
        }
    }

    @Test
    default void checkFindsNothingWrongInASoundWorld() throws AdapterException {
        try (SourceWorld world = worldOf(1, 10);
                Source source = world.open()) {
            assertThat(source.check(List.of(world.request()))).isEmpty();
        }
    }

    @Test
    default void checkNamesAStreamThatDoesNotExist() throws AdapterException {
        try (SourceWorld world = worldOf(1, 10);
                Source source = world.open()) {
            var unknown = new StreamRequest(world.request().stream() + "x", List.of());
            List<Finding> findings = source.check(List.of(unknown));
            assertThat(findings)
                    .anySatisfy(
                            finding -> {
                                assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                                assertThat(finding.where()).contains(unknown.stream());
                                assertThat(finding.fix()).contains(world.request().stream());
                            });
        }
    }

    @Test
    default void checkTellsOfEveryStreamAtOnce() throws AdapterException {
        try (SourceWorld world = worldOf(1, 10);
                Source source = world.open()) {
            var one = new StreamRequest(world.request().stream() + "x", List.of());
            var other = new StreamRequest(world.request().stream() + "y", List.of());
            assertThat(source.check(List.of(one, world.request(), other)))
                    .extracting(Finding::where)
                    .anySatisfy(where -> assertThat(where).contains(one.stream()))
                    .anySatisfy(where -> assertThat(where).contains(other.stream()))
                    .allSatisfy(
                            where -> assertThat(where).containsAnyOf(one.stream(), other.stream()));
        }
    }

    @Test
    default void aStreamThatDoesNotExistIsABadRequest() throws AdapterException {
        try (SourceWorld world = worldOf(1, 10);
                Source source = world.open()) {
            var unknown = new StreamRequest(world.request().stream() + "x", List.of());
            SourceCases.failsWith(Category.BAD_REQUEST, world, () -> source.read(unknown, null));
        }
    }

    @Test
    default void aCursorOfNobodysIsExpired() throws AdapterException {
        try (SourceWorld world = worldOf(1, 10);
                Source source = world.open()) {
            for (String cursor : List.of("", "canary", "9 of another version", "{\"v\":99}")) {
                SourceCases.failsWith(
                        Category.EXPIRED_CURSOR,
                        world,
                        () -> source.read(world.request(), new Cursor(cursor)));
            }
        }
    }

    @Test
    default void aTextArrivesAsItIs() throws AdapterException {
        try (SourceWorld world = newWorld(10)) {
            world.setClock(NOW);
            String text = "a \"quoted\", <b>&amp;</b>; \\ ü € 🙂 ' OR 1=1\nand a second line";
            String id = world.create(FIRST, text);
            RawRecord record = Objects.requireNonNull(walk(world, null).newest().get(id));
            assertThat(record.fields()).containsEntry(world.labelField(), text);
        }
    }

    @Test
    default void aCursorHoldsNoSecret() throws AdapterException {
        try (SourceWorld world = worldOf(7, 3)) {
            for (Page page : walk(world, null).pages()) {
                SourceCases.saysNoSecret(world.secrets(), page.next().value());
            }
        }
    }
}
