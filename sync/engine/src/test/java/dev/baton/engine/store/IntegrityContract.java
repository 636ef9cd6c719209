package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.ACCOUNTS;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.TUESDAY;
import static dev.baton.engine.store.Samples.WEDNESDAY;
import static dev.baton.engine.store.Samples.fields;
import static dev.baton.engine.store.Samples.intent;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.scan;
import static dev.baton.engine.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.store.Intent.Change;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store promises on every database about who can read or change it unseen: nobody. */
interface IntegrityContract {

    StateStore store();

    /** A statement past the store, as somebody at the database would send it. */
    void execute(String sql) throws SQLException;

    /** Takes away what makes the database refuse changes of the ledger. */
    void unguardLedger() throws SQLException;

    /** The store of a state that a program before keys left, brought up. */
    StateStore broughtUp() throws Exception;

    /** Lines 1 to 4: of two records an intent and what became of it. */
    default void fourLines() {
        store().intend(RUN, List.of(scored("a1", 81), scored("a2", 40)));
        store().settle(RUN, "crm", "Account", Map.of("a1", new Outcome.Accepted()));
        store().settle(RUN, "crm", "Account", Map.of("a2", new Outcome.Refused("LOCKED")));
    }

    private static Intent scored(String record, int score) {
        return intent(record, new Change(null, new BigDecimal(score)));
    }

    @Test
    default void theEmptyLedgerIsSound() {
        assertThat(store().verifyLedger())
                .isInstanceOfSatisfying(
                        LedgerCheck.Sound.class, sound -> assertThat(sound.lines()).isZero());
    }

    @Test
    default void theHeadMovesWithEachLine() {
        store().intend(RUN, List.of(scored("a1", 81)));
        LedgerCheck one = store().verifyLedger();
        store().intend(RUN, List.of(scored("a2", 81)));

        assertThat(store().verifyLedger())
                .isInstanceOfSatisfying(
                        LedgerCheck.Sound.class,
                        two -> {
                            assertThat(two.lines()).isEqualTo(2);
                            assertThat(two.adopted()).isZero();
                            assertThat(two.head()).matches("[0-9a-f]{64}");
                            assertThat(one).isInstanceOf(LedgerCheck.Sound.class).isNotEqualTo(two);
                        });
    }

    @Test
    default void moreLinesThanAreStoredAtOnceAreOneChain() {
        List<Intent> many =
                IntStream.range(0, 1_201).mapToObj(i -> scored("a%04d".formatted(i), i)).toList();
        store().intend(RUN, many);
        assertThat(store().verifyLedger())
                .isInstanceOfSatisfying(
                        LedgerCheck.Sound.class,
                        sound -> assertThat(sound.lines()).isEqualTo(1_201));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UPDATE ledger SET event = 'accepted' WHERE seq = 4                    | 4
                    UPDATE ledger SET record = 'a9' WHERE seq = 2                         | 2
                    UPDATE ledger SET at = at + 1 WHERE seq = 3                           | 3
                    UPDATE ledger SET field = 'Score_' WHERE seq = 1                      | 1
                    UPDATE ledger SET evidence = 'evidence-' WHERE seq = 2                | 2
                    UPDATE ledger SET after = NULL WHERE seq = 1                          | 1
                    UPDATE ledger SET after = before WHERE seq = 2                        | 2
                    UPDATE ledger SET after = (SELECT l.after FROM ledger l WHERE l.seq = 1) WHERE seq = 2 | 2
                    UPDATE ledger SET chain = (SELECT l.chain FROM ledger l WHERE l.seq = 1) WHERE seq = 2 | 2
                    UPDATE ledger SET run = mappings, mappings = run WHERE seq = 3        | 3
                    DELETE FROM ledger WHERE seq = 1                                      | 1
                    DELETE FROM ledger WHERE seq = 3                                      | 3
                    DELETE FROM ledger WHERE seq = 4                                      | 4
                    DELETE FROM ledger                                                    | 1
                    UPDATE ledger SET seq = 5 WHERE seq = 4                               | 4
                    UPDATE ledger_head SET seq = 5                                        | 5
                    UPDATE ledger_head SET seq = 2                                        | 3
                    UPDATE ledger_head SET chain = (SELECT chain FROM ledger WHERE seq = 2) | 4
                    """)
    default void theFirstLineThatDoesNotFitIsNamed(String tampering, long seq) throws SQLException {
        fourLines();
        assertThat(store().verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        unguardLedger();

        execute(tampering);

        assertThat(store().verifyLedger())
                .isInstanceOfSatisfying(
                        LedgerCheck.Broken.class,
                        broken -> assertThat(broken.seq()).isEqualTo(seq));
    }

    @ParameterizedTest
    @ValueSource(strings = {"confidential", "81.25"})
    default void noValueOfALineOrOfAnOpenIntentStandsInTheDatabaseAsText(String value)
            throws SQLException {
        store().intend(RUN, List.of(intent("a1", new Change(value, value))));

        assertThat(dump()).doesNotContain(value).contains("Score__c");
        assertThat(store().ledger(0, 1))
                .extracting(LedgerEntry::before)
                .containsExactly("\"" + value + "\"");
        assertThat(store().unsettled("crm").getFirst().changes())
                .containsEntry("Score__c", new Change(value, value));
    }

    @Test
    default void noFieldThatLandedOrIsHeldStandsInTheDatabaseAsText() throws SQLException {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "confidential")));
        store().hold(ACCOUNTS, Map.of("a1", fields("Note__c", "confidential")));

        assertThat(dump()).doesNotContain("confidential").contains("t1").contains("a1");
    }

    @Test
    default void noDocumentStandsInTheDatabaseAsTextOrOpensUnderAnotherName() throws SQLException {
        store().keepDocument("shadow", "confidential");
        assertThat(dump()).doesNotContain("confidential").contains("shadow");
        assertThat(store().document("shadow")).contains("confidential");

        execute("UPDATE document SET name = 'drift' WHERE name = 'shadow'");
        assertThatThrownBy(() -> store().document("drift"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE landed SET id = 't3' WHERE id = 't1'",
                "UPDATE landed SET stream = 'other', id = 't1' WHERE id = 't1'",
                "UPDATE landed SET version = 2 WHERE id = 't1'",
                "UPDATE landed SET known_at = known_at - 1 WHERE id = 't1'",
                "UPDATE landed SET reconstructed = 1 WHERE id = 't1'",
                "UPDATE landed SET created_at = 0 WHERE id = 't1'",
                "UPDATE landed SET modified_at = modified_at + 1 WHERE id = 't1'",
                "UPDATE landed SET parent = 'o2' WHERE id = 't1'",
                "UPDATE landed SET parent = NULL WHERE id = 't1'",
                "UPDATE landed SET digest = (SELECT l.digest FROM landed l WHERE l.id = 't2')"
                        + " WHERE id = 't1'",
                "UPDATE landed SET body = (SELECT l.body FROM landed l WHERE l.id = 't2')"
                        + " WHERE id = 't1'"
            })
    default void aLandedRowThatWasChangedDoesNotOpen(String tampering) throws SQLException {
        store().commit(
                        TICKETS,
                        page(MONDAY, ticket("t1", MONDAY, "open"), ticket("t2", MONDAY, "solved")));
        execute(tampering);

        assertThatThrownBy(
                        () -> {
                            scan(store(), TICKETS, MONDAY);
                            scan(store(), new StreamKey("helpdesk", "other"), MONDAY);
                        })
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
        assertThat(store().find(TICKETS, "t2", MONDAY)).isPresent();
    }

    @Test
    default void heldValuesOfAnotherRecordDoNotOpen() throws SQLException {
        store().hold(
                        ACCOUNTS,
                        Map.of("a1", fields("Band__c", "red"), "a2", fields("Band__c", "green")));
        execute(
                "UPDATE held SET body = (SELECT h.body FROM held h WHERE h.record = 'a2')"
                        + " WHERE record = 'a1'");

        assertThatThrownBy(() -> store().held(ACCOUNTS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
        assertThat(store().held(ACCOUNTS, List.of("a2"))).hasSize(1);
    }

    /** Every byte of the columns of ledger, outbox, landed, held and document, read one to one. */
    String dump() throws SQLException;

    @Test
    default void theLedgerOfAnOlderProgramIsChainedAsItStandsAndNothingIsLost() throws Exception {
        try (StateStore store = broughtUp()) {
            assertThat(store.verifyLedger())
                    .isInstanceOfSatisfying(
                            LedgerCheck.Sound.class,
                            sound -> {
                                assertThat(sound.lines()).isEqualTo(3);
                                assertThat(sound.adopted()).isEqualTo(3);
                            });
            assertThat(store.ledger(0, 10).getFirst())
                    .isEqualTo(
                            new LedgerEntry(
                                    1,
                                    MONDAY,
                                    "r1",
                                    "crm",
                                    "Account",
                                    "a1",
                                    "Score__c",
                                    "null",
                                    "81",
                                    "m1",
                                    "h1",
                                    "e1",
                                    "intent"));
            assertThat(store.unsettled("crm"))
                    .containsExactly(
                            new Intent(
                                    "crm",
                                    "Account",
                                    "a1",
                                    Map.of(
                                            "Score__c",
                                            new Change(new BigDecimal(81), new BigDecimal(40))),
                                    "e2"));
            assertThat(scan(store, TICKETS, TUESDAY)).containsExactly(ticket("t1", TUESDAY, "ü"));
            assertThat(scan(store, TICKETS, MONDAY)).containsExactly(ticket("t1", MONDAY, "open"));
            assertThat(store.held(ACCOUNTS)).isEqualTo(Map.of("a1", fields("Band__c", "red")));
            store.commit(TICKETS, page(WEDNESDAY, ticket("t1", WEDNESDAY, "ü")));
            assertThat(store.find(TICKETS, "t1", WEDNESDAY))
                    .as("the same is still the same")
                    .contains(ticket("t1", TUESDAY, "ü"));
            store.settle(RUN, "crm", "Account", Map.of("a1", new Outcome.Accepted()));
            assertThat(store.verifyLedger())
                    .isInstanceOfSatisfying(
                            LedgerCheck.Sound.class,
                            sound -> {
                                assertThat(sound.lines()).isEqualTo(4);
                                assertThat(sound.adopted()).isEqualTo(3);
                            });
        }
    }
}
