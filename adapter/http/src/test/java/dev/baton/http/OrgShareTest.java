package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget.Work;
import dev.baton.port.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The share of a day, over runs and crashes. */
class OrgShareTest {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT);
    private static final CallRecord.Usage TOLD = new CallRecord.Usage(0, 1000);

    private final VirtualTime time = new VirtualTime();
    private final Hours record = new Hours();

    /** What the state keeps, too simple to be wrong. */
    private static final class Hours implements CallRecord {
        final TreeMap<Instant, Integer> hours = new TreeMap<>();
        CallRecord.@Nullable Usage usage;

        private static Instant hour(Instant instant) {
            return instant.truncatedTo(ChronoUnit.HOURS);
        }

        @Override
        public int take(Instant now, int wanted, long limit) {
            int taken = (int) Math.max(0, Math.min(wanted, limit - day(now).made()));
            hours.merge(hour(now), taken, Integer::sum);
            return taken;
        }

        @Override
        public void giveBack(Instant takenAt, int calls) {
            assertThat(hours.merge(hour(takenAt), -calls, Integer::sum)).isNotNegative();
        }

        @Override
        public void saw(Instant now, CallRecord.Usage told) {
            usage = told;
        }

        @Override
        public Day day(Instant now) {
            long made =
                    hours
                            .subMap(
                                    hour(now.minus(Duration.ofHours(24))),
                                    true,
                                    hour(now.plus(Duration.ofHours(24))),
                                    true)
                            .values()
                            .stream()
                            .mapToInt(Integer::intValue)
                            .sum();
            return new Day(made, hours.isEmpty() ? null : hours.firstKey(), usage);
        }
    }

    private OrgShare run(InstantSource clock) {
        return new OrgShare(
                new OrgShare.Limits(0.2, 0.75), answer -> usageOf(answer), meter, record, clock);
    }

    private CallMeter meter = new CallMeter();

    private static CallRecord.@Nullable Usage usageOf(HttpAnswer answer) {
        String text = answer.header("usage");
        return text == null ? null : new CallRecord.Usage(Long.parseLong(text), TOLD.allowed());
    }

    private OrgShare run() {
        meter = new CallMeter();
        return run(time);
    }

    private HttpAnswer answer(long used) {
        return FakeWire.answer(200, Map.of("date", date(), "usage", Long.toString(used)), "");
    }

    private String date() {
        return date(time.instant());
    }

    private static String date(Instant instant) {
        return HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private int callsUntilRefused(OrgShare share, long used) {
        for (int made = 0; ; made++) {
            try {
                share.beforeCall();
            } catch (AdapterException e) {
                assertThat(e.category()).isEqualTo(Category.BUDGET);
                return made;
            }
            share.after(answer(used));
        }
    }

    @Test
    void whatOneRunUsedTheNextOneLacksAndADayLaterItIsBack() {
        try (OrgShare first = run()) {
            first.doing(Work.WRITE);
            assertThat(callsUntilRefused(first, 0)).isEqualTo(200);
        }
        time.advance(Duration.ofHours(23));
        try (OrgShare second = run()) {
            second.doing(Work.WRITE);
            assertThat(callsUntilRefused(second, 0)).isZero();
        }
        time.advance(Duration.ofHours(2));
        try (OrgShare third = run()) {
            third.doing(Work.WRITE);
            assertThat(callsUntilRefused(third, 0)).isEqualTo(200);
        }
    }

    @Test
    void aCleanEndCountsToTheCallAndACrashAtMostABlockTooMany() throws AdapterException {
        record.usage = TOLD;
        OrgShare clean = run();
        OrgShare crashed = run();
        for (int i = 0; i < 7; i++) {
            clean.beforeCall();
            clean.after(answer(0));
        }
        clean.close();
        assertThat(record.day(time.instant()).made()).isEqualTo(7);
        for (int i = 0; i < 7; i++) {
            crashed.beforeCall();
            crashed.after(answer(0));
        }
        assertThat(record.day(time.instant()).made()).isBetween(14L, 14L + OrgShare.BLOCK - 1);
    }

    @Test
    void twoRunsAtOnceShareOneDayToTheCall() throws AdapterException {
        record.usage = TOLD;
        OrgShare one = run();
        OrgShare other = run();
        one.doing(Work.WRITE);
        other.doing(Work.WRITE);
        var random = new Random(20_261_128);
        int made = 0;
        for (int refused = 0; refused < 2; ) {
            refused = 0;
            for (OrgShare each :
                    random.nextBoolean()
                            ? new OrgShare[] {one, other}
                            : new OrgShare[] {other, one}) {
                try {
                    each.beforeCall();
                    each.after(answer(0));
                    made++;
                } catch (AdapterException e) {
                    refused++;
                }
            }
        }
        assertThat(made).isEqualTo(200);
    }

    @Test
    void workIsGivenUpInItsOrder() {
        record.usage = TOLD;
        try (OrgShare share = run()) {
            share.doing(Work.BACKFILL);
            assertThat(callsUntilRefused(share, 0)).as("half").isEqualTo(100);
            share.doing(Work.CHANGES);
            assertThat(callsUntilRefused(share, 0)).as("all but a tenth").isEqualTo(80);
            share.doing(Work.WRITE);
            assertThat(callsUntilRefused(share, 0)).as("the rest").isEqualTo(20);
        }
    }

    @Test
    void aPushThatCouldNotBeReadBackIsNotBegunAndTakesNothing() {
        record.usage = TOLD;
        OrgShare share = run();
        share.doing(Work.CHANGES);
        callsUntilRefused(share, 0);
        long before = record.day(time.instant()).made();
        AdapterException refused = refusedReserve(share, 15, 6);
        assertThat(refused.code()).isEqualTo("push_does_not_fit");
        assertThat(refused).hasMessageContaining("needs 21 calls, and 20 are left");
        assertThat(record.day(time.instant()).made()).isEqualTo(before);
    }

    private static AdapterException refusedReserve(OrgShare share, long writes, long readBacks) {
        try {
            share.reserve(writes, readBacks);
        } catch (AdapterException e) {
            return e;
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void writesCannotEatWhatIsKeptForReadingBack() throws AdapterException {
        record.usage = TOLD;
        OrgShare share = run();
        share.doing(Work.CHANGES);
        callsUntilRefused(share, 0);
        share.reserve(14, 6);
        share.doing(Work.WRITE);
        assertThat(callsUntilRefused(share, 0)).isEqualTo(14);
        share.doing(Work.READ_BACK);
        assertThat(callsUntilRefused(share, 0)).isEqualTo(6);
    }

    @Test
    void readingBackGoesOnWhenOthersBringTheOrgToItsLimitAndWritingDoesNot()
            throws AdapterException {
        record.usage = TOLD;
        OrgShare share = run();
        share.reserve(10, 3);
        share.doing(Work.WRITE);
        assertThat(callsUntilRefused(share, 750)).as("the one that tells").isOne();
        share.doing(Work.READ_BACK);
        assertThat(callsUntilRefused(share, 750)).isEqualTo(3);
    }

    @Test
    void aPushThatWouldCrossTheOrgsLimitIsNotBegun() throws AdapterException {
        OrgShare share = run();
        share.beforeCall();
        share.after(answer(740));
        assertThat(refusedReserve(share, 8, 3)).hasMessageContaining("740 of the org's 1000");
        share.reserve(8, 2);
    }

    private static AdapterException refused(OrgShare share) {
        try {
            share.beforeCall();
        } catch (AdapterException e) {
            return e;
        }
        throw new AssertionError("it was not refused");
    }

    private long made() {
        return record.day(time.instant()).made();
    }

    @Test
    void theFirstAnswerThatTellsTheAllowanceIsNotedAtOnceAndTheLastAtTheEnd()
            throws AdapterException {
        OrgShare share = run();
        share.beforeCall();
        share.after(FakeWire.answer(200, Map.of(), ""));
        assertThat(record.usage).as("it told nothing").isNull();
        share.beforeCall();
        share.after(answer(100));
        assertThat(record.usage).isEqualTo(new CallRecord.Usage(100, 1000));
        share.beforeCall();
        share.after(answer(102));
        assertThat(record.usage).isEqualTo(new CallRecord.Usage(100, 1000));
        share.close();
        assertThat(record.usage).isEqualTo(new CallRecord.Usage(102, 1000));
    }

    @Test
    void untilTheAllowanceAndTheServersTimeAreKnownCallsAreTakenOneByOne() throws AdapterException {
        OrgShare nothingKnown = run();
        nothingKnown.beforeCall();
        assertThat(made()).isEqualTo(1);
        nothingKnown.after(FakeWire.answer(200, Map.of("date", date()), ""));
        nothingKnown.beforeCall();
        assertThat(made()).as("its time is known, its allowance is not").isEqualTo(2);

        record.usage = TOLD;
        OrgShare timeUnknown = run();
        timeUnknown.beforeCall();
        assertThat(made()).isEqualTo(3);
        timeUnknown.after(answer(0));
        timeUnknown.beforeCall();
        assertThat(made()).as("now in blocks").isEqualTo(3 + OrgShare.BLOCK);
    }

    @Test
    void readingBackWithNothingSetAsideIsHeldToTheOrgsLimit() throws AdapterException {
        record.usage = TOLD;
        OrgShare share = run();
        share.beforeCall();
        share.after(answer(0));
        share.beforeCall();
        share.after(answer(750));
        share.doing(Work.READ_BACK);
        assertThat(refused(share).code()).isEqualTo("org_use_high");
    }

    /** Their answers were lost, and the server's clock with them. */
    @Test
    void whatWasTakenInTwoHoursOfAWrongClockMovesToTheHourOfTheServer() throws AdapterException {
        record.usage = TOLD;
        meter = new CallMeter();
        Instant server = time.instant();
        OrgShare share = run(() -> time.instant().minus(Duration.ofDays(3)));
        share.beforeCall();
        time.advance(Duration.ofHours(1));
        share.beforeCall();
        share.beforeCall();
        time.advance(Duration.ofHours(1));
        share.after(answer(3));
        assertThat(record.hours.headMap(server))
                .allSatisfy((hour, calls) -> assertThat(calls).isZero());
        assertThat(record.day(time.instant()).made()).isEqualTo(3);
    }

    @Test
    void aPushTakesFirstWhatIsLeftOfTheBlock() throws AdapterException {
        record.usage = TOLD;
        OrgShare share = run();
        share.beforeCall();
        share.after(answer(0));
        share.beforeCall(); // 19 left of a block
        assertThat(made()).isEqualTo(21);
        share.reserve(4, 3);
        assertThat(made()).as("it fitted").isEqualTo(21);
        share.reserve(14, 2);
        assertThat(made()).as("it just fitted").isEqualTo(21);
        share.reserve(13, 2);
        assertThat(made()).as("one was missing, for five are kept").isEqualTo(22);
    }

    @Test
    void whatAPushThatJustFittedLeavesIsGivenBack() throws AdapterException {
        record.usage = TOLD;
        OrgShare share = run();
        share.beforeCall();
        share.after(answer(0));
        share.beforeCall();
        share.reserve(16, 3);
        share.close();
        assertThat(made()).isEqualTo(2);
    }

    @Test
    void aPushThatDoesNotFitIsToldWhatIsLeftAndWhenItGrows() throws AdapterException {
        record.usage = TOLD;
        OrgShare share = run();
        share.beforeCall();
        share.after(answer(0));
        share.beforeCall();
        share.reserve(10, 3);
        assertThat(refusedReserve(share, 300, 0))
                .hasMessageContaining("needs 300 calls, and 195 are left of this day")
                .hasMessageContaining("more come free at 2026-03-02T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "BACKFILL, 100 of our 200 calls of this day are used; reading whole streams leaves half",
        "CHANGES, 180 of our 200 calls of this day are used; the rest is kept for reading back",
        "WRITE, '200 of our 200 calls of this day are used, and more come free at'"
    })
    void whoIsRefusedIsToldWhatTheRestIsKeptFor(Work work, String told) {
        record.usage = TOLD;
        try (OrgShare share = run()) {
            share.doing(work);
            callsUntilRefused(share, 0);
            assertThat(refused(share)).hasMessageContaining(told);
        }
    }

    @Test
    void aServersClockThatRunsAheadOfOursMovesNoBlockToAnotherHour() throws AdapterException {
        record.usage = TOLD;
        time.advance(Duration.ofMinutes(59));
        OrgShare share = run();
        share.beforeCall();
        share.after(answer(0));
        share.beforeCall();
        Instant next = Instant.parse("2026-03-02T11:00:05Z");
        share.after(FakeWire.answer(200, Map.of("date", date(next)), ""));
        share.close();
        assertThat(record.hours).containsEntry(Instant.parse("2026-03-02T10:00:00Z"), 2);
    }

    @Test
    void oneThreadDoesNotHoldUpAnother() throws Exception {
        record.usage = TOLD;
        OrgShare share = run();
        share.reserve(1, 1);
        inAnotherThread(() -> share.doing(Work.WRITE));
        share.close();
        inAnotherThread(() -> share.doing(Work.CHANGES));
    }

    private static void inAnotherThread(Runnable work) throws InterruptedException {
        Thread other = Thread.ofVirtual().start(work);
        assertThat(other.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void allOfAnAllowanceMayBeUsedIfThatIsAskedForAndNoMore() {
        assertThat(new OrgShare.Limits(1, 1).ofOurs(1000)).isEqualTo(1000);
        for (double wrong : new double[] {0, -0.1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> new OrgShare.Limits(wrong, 0.5))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new OrgShare.Limits(0.5, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void ourOwnClockMayBeYearsWrong() throws AdapterException {
        meter = new CallMeter();
        var wrong = new OrgShareClock(Instant.parse("2031-01-01T00:00:00Z"));
        OrgShare share = run(wrong);
        share.beforeCall();
        share.after(answer(0));
        share.beforeCall();
        share.after(answer(0));
        share.close();
        assertThat(record.day(time.instant()).made()).isEqualTo(2);
        assertThat(record.day(wrong.instant()).made()).isZero();
    }

    private record OrgShareClock(Instant instant) implements InstantSource {}
}
