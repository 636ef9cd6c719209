package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.intent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.store.Intent.Change;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store promises on every database about who can change the ledger unseen: nobody. */
interface LedgerContract {

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
                java.util.stream.IntStream.range(0, 1_201)
                        .mapToObj(i -> scored("a%04d".formatted(i), i))
                        .toList();
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

    /** Every byte of the ledger's and the outbox's columns, read one to one. */
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
