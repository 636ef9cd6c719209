package dev.baton.core.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import dev.baton.core.renewal.Renewal.Mark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private static final LocalDate CLOSE = LocalDate.parse("2026-06-30");
    private static final Predicate RENEWALS =
            new Predicate.Compare("kind", Comparator.IS, new Value.Text("Renewal"));

    private static Renewal closing(String day) {
        return new Renewal(LocalDate.parse(day), null, false);
    }

    private static List<Mark> on(LocalDate day, Renewal now, @Nullable Renewal before) {
        return now.marks(day, ZoneOffset.UTC, before);
    }

    private static Mark mark(RenewalField field, LocalDate day) {
        return new Mark(field, day);
    }

    @Test
    void eachMarkComesOnceOnItsDay() {
        Renewal deal = closing("2026-06-30");
        for (LocalDate day = CLOSE.minusDays(150); !day.isAfter(CLOSE); day = day.plusDays(1)) {
            List<Mark> marks = on(day, deal, deal);
            switch ((int) (CLOSE.toEpochDay() - day.toEpochDay())) {
                case 120 -> assertThat(marks).containsExactly(mark(RenewalField.SCORE_120D, day));
                case 90 -> assertThat(marks).containsExactly(mark(RenewalField.SCORE_90D, day));
                case 60 -> assertThat(marks).containsExactly(mark(RenewalField.SCORE_60D, day));
                case 30 -> assertThat(marks).containsExactly(mark(RenewalField.SCORE_30D, day));
                default -> assertThat(marks).as("on " + day).isEmpty();
            }
        }
    }

    @Test
    void aDealThatIsOpenedLateHasNoEarlierMarks() {
        LocalDate day = CLOSE.minusDays(88);
        assertThat(on(day, closing("2026-06-30"), null)).isEmpty();
    }

    @Test
    void aDealThatIsOpenedOnTheDayOfAMarkHasIt() {
        LocalDate day = CLOSE.minusDays(90);
        assertThat(on(day, closing("2026-06-30"), null))
                .containsExactly(mark(RenewalField.SCORE_90D, day));
    }

    @Test
    void aCloseDateThatIsMovedUpALittleStillMeetsItsMark() {
        LocalDate day = CLOSE.minusDays(84);
        assertThat(on(day, closing("2026-06-30"), closing("2026-07-10")))
                .containsExactly(mark(RenewalField.SCORE_90D, day));
    }

    @Test
    void aMarkThatIsJumpedOverByAWeekStaysEmpty() {
        LocalDate day = CLOSE.minusDays(83);
        assertThat(on(day, closing("2026-06-30"), closing("2026-07-10"))).isEmpty();
    }

    @Test
    void aCloseDateThatMovesWithinItsMarkMeetsItNoSecondTime() {
        LocalDate day = CLOSE.minusDays(86);
        // The day before it was 90 days away, so that the mark came then.
        assertThat(on(day, closing("2026-06-30"), closing("2026-07-03"))).isEmpty();
    }

    @Test
    void aCloseDateThatWasNotKnownTheDayBeforeMeetsOnlyAMarkOfTheDay() {
        LocalDate day = CLOSE.minusDays(88);
        assertThat(on(day, closing("2026-06-30"), new Renewal(null, null, false))).isEmpty();
    }

    @Test
    void nothingComesWithoutACloseDate() {
        assertThat(on(CLOSE.minusDays(90), new Renewal(null, null, false), null)).isEmpty();
    }

    @Test
    void theCloseIsToldAsOfTheDayOnWhichItCame() {
        var open = closing("2026-06-30");
        var won = new Renewal(CLOSE, Instant.parse("2026-06-24T16:00:00Z"), false);
        assertThat(on(LocalDate.parse("2026-06-25"), won, open))
                .containsExactly(mark(RenewalField.SCORE_AT_CLOSE, LocalDate.parse("2026-06-24")));
    }

    @Test
    void theDayOfTheCloseIsThatOfTheOrg() {
        var lost = new Renewal(CLOSE, Instant.parse("2026-06-25T03:00:00Z"), false);
        assertThat(
                        lost.marks(
                                LocalDate.parse("2026-06-25"),
                                ZoneId.of("America/Los_Angeles"),
                                null))
                .containsExactly(mark(RenewalField.SCORE_AT_CLOSE, LocalDate.parse("2026-06-24")));
    }

    @Test
    void aDealThatWasClosedAlreadyClosesNoSecondTime() {
        var won = new Renewal(CLOSE, Instant.parse("2026-06-24T16:00:00Z"), false);
        assertThat(on(LocalDate.parse("2026-06-26"), won, won)).isEmpty();
    }

    @Test
    void aDealThatWasClosedEarlyHasNoLaterMarks() {
        var won = new Renewal(CLOSE, Instant.parse("2026-05-20T16:00:00Z"), false);
        assertThat(on(CLOSE.minusDays(30), won, won)).isEmpty();
    }

    @Test
    void aCloseThatBecomesKnownAMonthLaterIsToldNowhere() {
        var lost = new Renewal(CLOSE, Instant.parse("2026-06-01T16:00:00Z"), false);
        LocalDate last = LocalDate.parse("2026-06-30");
        assertThat(on(last, lost, closing("2026-06-30"))).hasSize(1);
        assertThat(on(last.plusDays(1), lost, closing("2026-06-30"))).isEmpty();
    }

    @Test
    void whereAMarkCanComeTheDealIsNear() {
        Renewal open = closing("2026-06-30");
        assertThat(open.isNear(CLOSE.minusDays(121), ZoneOffset.UTC)).isFalse();
        assertThat(open.isNear(CLOSE.minusDays(120), ZoneOffset.UTC)).isTrue();
        assertThat(open.isNear(CLOSE.minusDays(114), ZoneOffset.UTC)).isTrue();
        assertThat(open.isNear(CLOSE.minusDays(113), ZoneOffset.UTC)).isFalse();
        assertThat(open.isNear(CLOSE, ZoneOffset.UTC)).isFalse();
        assertThat(new Renewal(null, null, false).isNear(CLOSE, ZoneOffset.UTC)).isFalse();
        var won = new Renewal(null, Instant.parse("2026-06-01T16:00:00Z"), false);
        assertThat(won.isNear(LocalDate.parse("2026-06-30"), ZoneOffset.UTC)).isTrue();
        assertThat(won.isNear(LocalDate.parse("2026-07-01"), ZoneOffset.UTC)).isFalse();
    }

    private static Optional<Renewal> read(Map<String, Value> fields) {
        var record =
                new CanonicalRecord(
                        RecordType.OPPORTUNITY,
                        new RecordRef("salesforce", "Opportunity", "006000000000001AAA"),
                        null,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        new TreeMap<>(fields));
        return Seen.at(Instant.parse("2026-06-01T00:00:00Z"), record, Vocabulary.standard())
                .flatMap(deal -> Renewal.of(deal, RENEWALS));
    }

    private static Value moment(String at) {
        return new Value.Moment(Instant.parse(at));
    }

    @Test
    void aRenewalIsWhatTheMappingSays() {
        Map<String, Value> fields =
                Map.of("kind", new Value.Text("Renewal"), "closes_on", new Value.Day(CLOSE));
        assertThat(read(fields)).contains(new Renewal(CLOSE, null, false));
        assertThat(read(Map.of("kind", new Value.Text("Upsell")))).isEmpty();
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void wonOrLostClosesIt() {
        Value renewal = new Value.Text("Renewal");
        assertThat(read(Map.of("kind", renewal, "won_at", moment("2026-05-01T00:00:00Z"))))
                .contains(new Renewal(null, Instant.parse("2026-05-01T00:00:00Z"), false));
        assertThat(read(Map.of("kind", renewal, "lost_at", moment("2026-05-02T00:00:00Z"))))
                .contains(new Renewal(null, Instant.parse("2026-05-02T00:00:00Z"), true));
        assertThat(
                        read(
                                Map.of(
                                        "kind",
                                        renewal,
                                        "lost_at",
                                        moment("2026-05-02T00:00:00Z"),
                                        "won_at",
                                        moment("2026-05-03T00:00:00Z"))))
                .as("lost first, won after all")
                .contains(new Renewal(null, Instant.parse("2026-05-02T00:00:00Z"), true));
        assertThat(read(Map.of("kind", renewal, "won_at", moment("2026-07-01T00:00:00Z"))))
                .as("not yet")
                .contains(new Renewal(null, null, false));
    }

    @Test
    void everyFieldIsFoundByItsWord() {
        for (RenewalField field : RenewalField.values()) {
            assertThat(RenewalField.named(field.word())).contains(field);
        }
        assertThat(RenewalField.named("score_45d")).isEmpty();
    }
}
