package dev.baton.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    private static final String ACCOUNT = "001000000000001AAA";

    @ParameterizedTest
    @CsvSource({
        "2026-05-03T23:59:59Z, 2026-04-26, 2026-04-30", // a Sunday is not over before it ends
        "2026-05-04T00:00:00Z, 2026-05-03, 2026-04-30",
        "2026-05-06T12:00:00Z, 2026-05-03, 2026-04-30",
        "2026-05-31T23:59:59Z, 2026-05-24, 2026-04-30", // a Sunday and the month's last day
        "2026-06-01T00:00:00Z, 2026-05-31, 2026-05-31",
        "2025-12-31T23:59:59Z, 2025-12-28, 2025-11-30",
        "2026-01-01T00:00:00Z, 2025-12-28, 2025-12-31", // a week that lies in two years
        "2026-01-05T00:00:00Z, 2026-01-04, 2025-12-31",
        "2024-02-29T12:00:00Z, 2024-02-25, 2024-01-31",
        "2024-03-01T00:00:00Z, 2024-02-25, 2024-02-29", // a leap day
        "2025-03-01T00:00:00Z, 2025-02-23, 2025-02-28"
    })
    void theLastPeriodThatIsOver(Instant asOf, LocalDate week, LocalDate month) {
        assertThat(Period.lastOver(Grain.WEEK, asOf)).isEqualTo(new Period(Grain.WEEK, week));
        assertThat(Period.lastOver(Grain.MONTH, asOf)).isEqualTo(new Period(Grain.MONTH, month));
    }

    @Test
    void aPeriodIsOverWithItsLastDayAndItsLastInstantLiesBefore() {
        var week = new Period(Grain.WEEK, LocalDate.parse("2026-05-03"));
        assertThat(week.over()).isEqualTo(Instant.parse("2026-05-04T00:00:00Z"));
        assertThat(week.lastInstant()).isEqualTo(Instant.parse("2026-05-03T23:59:59.999999Z"));
        assertThat(week.before().end()).isEqualTo(LocalDate.parse("2026-04-26"));
        assertThat(new Period(Grain.MONTH, LocalDate.parse("2024-03-31")).before().end())
                .isEqualTo(LocalDate.parse("2024-02-29"));
    }

    @Test
    void noWeekEndsOnAMondayAndNoMonthOnItsLastDayButOne() {
        assertThatThrownBy(() -> new Period(Grain.WEEK, LocalDate.parse("2026-05-04")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Period(Grain.MONTH, LocalDate.parse("2024-02-28")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyTellsAccountAndPeriodAndFitsItsField() {
        var key = new SnapshotKey(ACCOUNT, new Period(Grain.MONTH, LocalDate.parse("2026-04-30")));
        assertThat(key.text()).isEqualTo("001000000000001AAA:M2026-04-30").hasSizeLessThan(41);
        assertThat(SnapshotKey.of(key.text())).contains(key);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "'001000000000001AAA'",
        "'001000000000001AAA:'",
        "':W2026-05-03'",
        "'001000000000001AAA:X2026-05-03'",
        "'001000000000001AAA:W2026-05-04'",
        "'001000000000001AAA:W2026-13-01'",
        "'support_storm:001000000000001AAA:2026-05-04'"
    })
    void whatIsNoKeyOfOursIsNone(String text) {
        assertThat(SnapshotKey.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "W2026-08-02, true", // the last week
        "W2026-05-10, true", // the thirteenth
        "W2026-05-03, false",
        "W2026-05-31, true",
        "W2025-08-31, false", // a Sunday and a month's end: the month has its own row
        "M2025-08-31, true",
        "M2019-01-31, true"
    })
    void thirteenWeeksAreKeptAndEveryMonth(String period, boolean kept) {
        Keeping keeping = Keeping.at(Instant.parse("2026-08-05T00:00:00Z"));
        SnapshotKey key = SnapshotKey.of(ACCOUNT + ":" + period).orElseThrow();
        assertThat(keeping.keeps(key)).isEqualTo(kept);
    }

    @Test
    void periodsAreInOrderOfTheirEnds() {
        var month = new Period(Grain.MONTH, LocalDate.parse("2026-05-31"));
        var week = new Period(Grain.WEEK, LocalDate.parse("2026-05-31"));
        assertThat(List.of(month, week, month.before(), week.before()).stream().sorted())
                .containsExactly(month.before(), week.before(), week, month);
    }

    @Test
    void anAccountHasThirteenWeeksAndTwelveMonthsAYear() {
        assertThat(Keeping.inAYear(1_000)).isEqualTo(25_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "25, 0.0", "26, 0.1", "512, 1.0", "1300000, 2539.1"})
    void aRowTakesTwoKilobytes(long rows, String megabytes) {
        assertThat(Keeping.megabytes(rows)).isEqualByComparingTo(megabytes);
    }
}
