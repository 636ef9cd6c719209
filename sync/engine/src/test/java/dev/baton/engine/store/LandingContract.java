package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.ACCOUNTS;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.THURSDAY;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.TUESDAY;
import static dev.baton.engine.store.Samples.WEDNESDAY;
import static dev.baton.engine.store.Samples.checkpoint;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.reconstructed;
import static dev.baton.engine.store.Samples.scan;
import static dev.baton.engine.store.Samples.ticket;
import static dev.baton.engine.store.Samples.tombstone;
import static dev.baton.engine.store.Samples.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What landing promises on every database: versions, and what we had learned by when. */
interface LandingContract {

    StateStore store();

    @Test
    default void noStreamReadYetHasNoCheckpoint() {
        assertThat(store().checkpoint(TICKETS)).isEmpty();
    }

    @Test
    default void theCheckpointComesBackAsItWasCommitted() {
        Checkpoint done = new Checkpoint(new Cursor("c2"), "fields-2", true, TUESDAY);
        store().commit(TICKETS, page(MONDAY));
        store().commit(TICKETS, new LandedPage(List.of(), Map.of(), List.of(), done, TUESDAY));

        assertThat(store().checkpoint(TICKETS)).contains(done);
        assertThat(store().checkpoint(ACCOUNTS)).isEmpty();
    }

    @Test
    default void aRecordComesBackAsItLanded() {
        var fields =
                fields(
                        "text",
                        "Grüße \uD83D\uDE80, half a pair \uD83D",
                        "none",
                        null,
                        "flag",
                        true,
                        "count",
                        9_007_199_254_740_993L,
                        "ratio",
                        0.1,
                        "whole",
                        81.0,
                        "list",
                        List.of("a", 1L, List.of()),
                        "nested",
                        fields("$date", "not a date of ours", "inner", null));
        var record =
                new LandedRecord(
                        "t1",
                        Instant.parse("2026-03-02T08:00:00.123456Z"),
                        true,
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        TUESDAY,
                        false,
                        "o'1\"",
                        fields);
        store().commit(TICKETS, page(TUESDAY, record));

        assertThat(store().find(TICKETS, "t1", TUESDAY)).contains(record);
    }

    @Test
    default void theVersionInForceIsTheLastOneKnownByThen() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        store().commit(TICKETS, page(WEDNESDAY, ticket("t1", WEDNESDAY, "solved")));

        assertThat(scan(store(), TICKETS, Instant.parse("2026-03-02T07:59:59.999999Z"))).isEmpty();
        assertThat(scan(store(), TICKETS, MONDAY)).containsExactly(ticket("t1", MONDAY, "open"));
        assertThat(scan(store(), TICKETS, Instant.parse("2026-03-04T07:59:59.999999Z")))
                .containsExactly(ticket("t1", MONDAY, "open"));
        assertThat(scan(store(), TICKETS, WEDNESDAY))
                .containsExactly(ticket("t1", WEDNESDAY, "solved"));
        assertThat(scan(store(), TICKETS, Instant.MAX))
                .containsExactly(ticket("t1", WEDNESDAY, "solved"));
        assertThat(scan(store(), TICKETS, Instant.MIN)).isEmpty();
    }

    @Test
    default void anUnchangedRecordIsNotStoredAgain() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        store().commit(TICKETS, page(TUESDAY, ticket("t1", TUESDAY, "open")));

        assertThat(store().find(TICKETS, "t1", WEDNESDAY)).contains(ticket("t1", MONDAY, "open"));
    }

    @Test
    default void landingTellsWhatIsNewAndWhereItBelonged() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "o1", "open")));
        store().commit(TICKETS, page(MONDAY, ticket("t2", MONDAY, "o1", "open")));

        assertThat(
                        store().commit(
                                        TICKETS,
                                        page(
                                                TUESDAY,
                                                ticket("t1", TUESDAY, "o2", "open"),
                                                ticket("t2", TUESDAY, "o1", "open"),
                                                ticket("t3", TUESDAY, "o1", "open"))))
                .containsExactly(
                        new NewVersion("t1", "o2", "o1"), new NewVersion("t3", "o1", null));
        assertThat(store().commit(TICKETS, page(WEDNESDAY, tombstone("t1", WEDNESDAY))))
                .containsExactly(new NewVersion("t1", null, "o2"));
    }

    @Test
    default void theOrderOfFieldsMakesNoVersion() {
        LandedRecord first =
                new LandedRecord(
                        "t1", MONDAY, false, null, MONDAY, false, null, fields("a", 1L, "b", 2L));
        LandedRecord second =
                new LandedRecord(
                        "t1", TUESDAY, false, null, TUESDAY, false, null, fields("b", 2L, "a", 1L));
        store().commit(TICKETS, page(MONDAY, first));
        store().commit(TICKETS, page(TUESDAY, second));

        assertThat(store().find(TICKETS, "t1", WEDNESDAY)).contains(first);
    }

    @Test
    default void absentNullAndBlankAreThreeVersions() {
        List<Map<String, ?>> bodies = List.of(fields(), fields("a", null), fields("a", ""));
        for (int i = 0; i < bodies.size(); i++) {
            Instant known = MONDAY.plusSeconds(i);
            var record =
                    new LandedRecord(
                            "t1",
                            known,
                            false,
                            null,
                            known,
                            false,
                            null,
                            fields("x", bodies.get(i)));
            store().commit(TICKETS, page(known, record));
            assertThat(store().find(TICKETS, "t1", known)).contains(record);
        }
    }

    @Test
    default void ofTwoVersionsAtOneInstantTheLaterCommitCounts() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "o1", "open")));
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "o2", "solved")));
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "o3", "closed")));

        assertThat(scan(store(), TICKETS, MONDAY))
                .containsExactly(ticket("t1", MONDAY, "o3", "closed"));
        assertThat(store().childrenOf(TICKETS, List.of("o1", "o2"), MONDAY)).isEmpty();
    }

    @Test
    default void ofOneRecordTwiceInAPageTheLastCounts() {
        store().commit(
                        TICKETS,
                        page(
                                MONDAY,
                                ticket("t1", MONDAY, "open"),
                                ticket("t2", MONDAY, "open"),
                                ticket("t1", MONDAY, "solved")));

        assertThat(scan(store(), TICKETS, MONDAY))
                .containsExactly(ticket("t1", MONDAY, "solved"), ticket("t2", MONDAY, "open"));
    }

    @Test
    default void aClockThatStepsBackDoesNotReorderVersions() {
        store().commit(TICKETS, page(WEDNESDAY, ticket("t1", WEDNESDAY, "open")));
        store().commit(TICKETS, page(TUESDAY, ticket("t1", TUESDAY, "solved")));

        assertThat(store().find(TICKETS, "t1", TUESDAY)).isEmpty();
        assertThat(store().find(TICKETS, "t1", WEDNESDAY))
                .hasValueSatisfying(
                        found -> {
                            assertThat(found.fields()).containsEntry("status", "solved");
                            assertThat(found.knownAt()).isEqualTo(WEDNESDAY);
                        });
    }

    @Test
    default void aBackfilledRecordIsKnownFromItsCreation() {
        LandedRecord first = reconstructed("t1", MONDAY, "open");
        store().commit(TICKETS, page(THURSDAY, first));

        assertThat(store().find(TICKETS, "t1", MONDAY)).contains(first);
    }

    @Test
    default void aRepeatedBackfillIsKnownFromItsPull() {
        LandedRecord first = reconstructed("t1", MONDAY, "open");
        store().commit(TICKETS, page(TUESDAY, first));
        store().commit(TICKETS, page(THURSDAY, reconstructed("t1", MONDAY, "solved")));

        assertThat(store().find(TICKETS, "t1", WEDNESDAY)).contains(first);
        assertThat(store().find(TICKETS, "t1", THURSDAY))
                .contains(
                        new LandedRecord(
                                "t1",
                                THURSDAY,
                                false,
                                MONDAY,
                                MONDAY,
                                false,
                                "o1",
                                Map.of("status", "solved")));
    }

    @Test
    default void aRepeatedBackfillThatBringsNothingNewChangesNothing() {
        LandedRecord first = reconstructed("t1", MONDAY, "open");
        store().commit(TICKETS, page(TUESDAY, first));
        store().commit(TICKETS, page(THURSDAY, first));

        assertThat(store().find(TICKETS, "t1", Instant.MAX)).contains(first);
    }

    @Test
    default void aTombstoneHidesARecordUntilItIsUndeleted() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        store().commit(TICKETS, page(TUESDAY, tombstone("t1", TUESDAY)));
        store().commit(TICKETS, page(WEDNESDAY, ticket("t1", WEDNESDAY, "open")));

        assertThat(scan(store(), TICKETS, MONDAY)).hasSize(1);
        assertThat(scan(store(), TICKETS, TUESDAY)).isEmpty();
        assertThat(store().find(TICKETS, "t1", TUESDAY)).isEmpty();
        assertThat(store().childrenOf(TICKETS, List.of("o1"), TUESDAY)).isEmpty();
        assertThat(scan(store(), TICKETS, WEDNESDAY))
                .containsExactly(ticket("t1", WEDNESDAY, "open"));
    }

    @Test
    default void aMovedRecordBelongsToItsNewParentFromThen() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "o1", "open")));
        store().commit(TICKETS, page(WEDNESDAY, ticket("t1", WEDNESDAY, "o2", "open")));

        assertThat(store().childrenOf(TICKETS, List.of("o1"), TUESDAY)).hasSize(1);
        assertThat(store().childrenOf(TICKETS, List.of("o2"), TUESDAY)).isEmpty();
        assertThat(store().childrenOf(TICKETS, List.of("o1"), WEDNESDAY)).isEmpty();
        assertThat(store().childrenOf(TICKETS, List.of("o2"), WEDNESDAY)).hasSize(1);
    }

    @Test
    default void childrenOfThousandsOfParentsComeInOrderOfId() {
        LandedRecord[] tickets =
                IntStream.range(0, 2_600)
                        .mapToObj(
                                i ->
                                        ticket(
                                                "t%04d".formatted(i),
                                                MONDAY,
                                                "o" + (i * 7 % 2_600),
                                                "x"))
                        .toArray(LandedRecord[]::new);
        store().commit(TICKETS, page(MONDAY, tickets));
        List<String> parents = IntStream.range(0, 2_000).mapToObj(i -> "o" + i).toList();

        List<LandedRecord> children = store().childrenOf(TICKETS, parents, MONDAY);

        assertThat(children).hasSize(2_000);
        assertThat(children).extracting(LandedRecord::id).isSorted();
        assertThat(store().childrenOf(TICKETS, List.of(), MONDAY)).isEmpty();
    }

    @Test
    default void idsAreOrderedByteByByte() {
        // In UTF-16, Java's own order, the rocket comes before the last letter.
        List<String> ids = List.of("10", "9", "B", "_", "a", "\u00e4", "\uFB00", "\uD83D\uDE80");
        store().commit(
                        TICKETS,
                        page(
                                MONDAY,
                                ids.reversed().stream()
                                        .map(id -> ticket(id, MONDAY, "open"))
                                        .toArray(LandedRecord[]::new)));

        assertThat(scan(store(), TICKETS, MONDAY))
                .extracting(LandedRecord::id)
                .containsExactlyElementsOf(ids);
        assertThat(store().childrenOf(TICKETS, List.of("o1"), MONDAY))
                .extracting(LandedRecord::id)
                .containsExactlyElementsOf(ids);
    }

    @Test
    default void streamsOfOneNameInTwoConnectionsAreApart() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));

        assertThat(scan(store(), new StreamKey("other", "tickets"), MONDAY)).isEmpty();
        assertThat(scan(store(), new StreamKey("helpdesk", "users"), MONDAY)).isEmpty();
    }

    @Test
    default void aPageIsStoredWholeOrNotAtAll() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        // Thousands of good rows go before the one that no stored form exists for.
        var records = new ArrayList<LandedRecord>();
        IntStream.range(0, 3_000).forEach(i -> records.add(ticket("n" + i, TUESDAY, "open")));
        var page =
                new LandedPage(
                        records,
                        Map.of("r1", fields("Score__c", new Object())),
                        List.of(new Parked(TICKETS, "line 7", "no id", TUESDAY)),
                        checkpoint("must not be seen"),
                        TUESDAY);

        assertThatThrownBy(() -> store().commit(TICKETS, page))
                .hasMessageContaining("java.lang.Object");

        assertThat(scan(store(), TICKETS, Instant.MAX)).hasSize(1);
        assertThat(store().checkpoint(TICKETS)).contains(checkpoint("after " + MONDAY));
        assertThat(store().held(TICKETS)).isEmpty();
        assertThat(store().quarantine()).isEmpty();
    }

    @Test
    default void aPageBringsWhatTheCrmHoldsAndWhatIsParked() {
        var parked = new Parked(ACCOUNTS, "line 7", "no id", MONDAY);
        store().commit(
                        ACCOUNTS,
                        new LandedPage(
                                List.of(),
                                Map.of("a1", fields("Band__c", "green")),
                                List.of(parked),
                                checkpoint("c1"),
                                MONDAY));

        assertThat(store().held(ACCOUNTS)).containsEntry("a1", fields("Band__c", "green"));
        assertThat(store().quarantine()).containsExactly(parked);
    }

    @Test
    default void recordsAreCountedByTheirParentAsOfWhatWasKnown() {
        store().commit(
                        TICKETS,
                        page(
                                MONDAY,
                                ticket("t1", MONDAY, "acme", "open"),
                                ticket("t2", MONDAY, "acme", "open"),
                                ticket("t3", MONDAY, "globex", "open"),
                                ticket("t4", MONDAY, null, "open")));
        store().commit(
                        TICKETS,
                        page(
                                TUESDAY,
                                ticket("t1", TUESDAY, "globex", "open"),
                                tombstone("t2", TUESDAY)));

        assertThat(store().countByParent(TICKETS, MONDAY))
                .isEqualTo(Map.of("acme", 2, "globex", 1));
        assertThat(store().countByParent(TICKETS, TUESDAY)).isEqualTo(Map.of("globex", 2));
        assertThat(store().countByParent(ACCOUNTS, TUESDAY)).isEmpty();
    }

    @Test
    default void aScanMayAskForMoreWhileItRuns() {
        store().commit(
                        TICKETS,
                        page(MONDAY, ticket("t1", MONDAY, "open"), ticket("t2", MONDAY, "open")));
        var seen = new ArrayList<String>();

        store().scan(
                        TICKETS,
                        Instant.MAX,
                        each -> {
                            seen.add(store().find(TICKETS, each.id(), MONDAY).orElseThrow().id());
                            store().commit(TICKETS, page(TUESDAY, ticket("t9", TUESDAY, "new")));
                        });

        assertThat(seen).as("the state as the scan began").containsExactly("t1", "t2");
        assertThat(store().find(TICKETS, "t9", TUESDAY)).isPresent();
    }

    @Test
    default void whatTheCallerThrowsEndsAScan() {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));

        assertThatThrownBy(
                        () ->
                                store().scan(
                                                TICKETS,
                                                MONDAY,
                                                each -> {
                                                    throw new IllegalStateException("enough");
                                                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(scan(store(), TICKETS, MONDAY)).hasSize(1);
    }
}
