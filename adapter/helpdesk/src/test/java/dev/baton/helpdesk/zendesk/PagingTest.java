package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.helpdesk.zendesk.Listing.About;
import dev.baton.helpdesk.zendesk.Paging.Step;
import dev.baton.helpdesk.zendesk.Position.After;
import dev.baton.helpdesk.zendesk.Position.Since;
import dev.baton.helpdesk.zendesk.Position.Start;
import dev.baton.helpdesk.zendesk.Position.Within;
import dev.baton.port.AdapterException;
import dev.baton.port.Cursor;
import dev.baton.port.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

final class PagingTest {
    private static final int SIZE = 3;

    @Test
    void aPositionSurvivesBeingStored() throws AdapterException {
        for (Position position :
                List.of(
                        new Start(),
                        new After("MTY5NTA1MjY2My4wfHwyOHw="),
                        new After("with:colons:12:and start"),
                        new Since(1695052664),
                        new Within(1, 1695052664, "eyJ2IjoiYTpiIn0="))) {
            assertThat(Position.of(position.cursor())).isEqualTo(position);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "since:", "since:-1", "since:1e9", "after:", "within:1:2", "x"})
    void aCursorThatIsNotOursBeginsTheStreamAnew(String value) {
        assertThatThrownBy(() -> Position.of(new Cursor(value)))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        e ->
                                assertThat(e.category())
                                        .isEqualTo(AdapterException.Category.EXPIRED_CURSOR));
    }

    @Test
    void onlyTheFirstCallOfAnExportNamesATime() throws AdapterException {
        var paging = new CursorExport();
        assertThat(paging.query(paging.start(), 1000))
                .containsExactly(Map.entry("start_time", "1"), Map.entry("per_page", "1000"));
        assertThat(paging.query(new After("abc"), 1000))
                .containsExactly(Map.entry("cursor", "abc"), Map.entry("per_page", "1000"));
    }

    @Test
    void aCursorOfAnotherPagingIsUnknown() {
        for (Paging paging : List.of(new CursorExport(), new TimeExport(), new RatingListing())) {
            Position foreign = paging instanceof CursorExport ? new Since(1) : new After("abc");
            assertThatThrownBy(() -> paging.query(foreign, SIZE))
                    .isInstanceOf(AdapterException.class)
                    .hasMessageContaining("unknown_cursor");
        }
    }

    @Test
    void anExportsCursorIsKeptForTheNextCycle() throws AdapterException {
        var paging = new CursorExport();
        assertThat(paging.after(new Start(), listing(3, cursor("a", false)), SIZE))
                .isEqualTo(new Step(new After("a"), false));
        assertThat(paging.after(new After("a"), listing(1, cursor("b", true)), SIZE))
                .isEqualTo(new Step(new After("b"), true));
    }

    @Test
    void atItsEndAnExportMayNameNoCursorOrTheSame() throws AdapterException {
        var paging = new CursorExport();
        assertThat(paging.after(new After("a"), listing(0, cursor(null, true)), SIZE))
                .isEqualTo(new Step(new After("a"), true));
        assertThat(paging.after(new After("a"), listing(0, cursor("a", true)), SIZE))
                .isEqualTo(new Step(new After("a"), true));
        assertThat(paging.after(new Start(), listing(0, cursor(null, true)), SIZE))
                .isEqualTo(new Step(new Start(), true));
    }

    @Test
    void anExportThatGoesOnWithoutSayingWhereIsNoEnd() {
        var paging = new CursorExport();
        for (About about : List.of(cursor(null, false), cursor("a", false), cursor("a", null))) {
            assertThatThrownBy(() -> paging.after(new After("a"), listing(0, about), SIZE))
                    .isInstanceOf(AdapterException.class)
                    .hasMessageContaining("export_stuck");
        }
    }

    @Test
    void aFullPageOfATimedExportIsFollowedByItsEnd() throws AdapterException {
        var paging = new TimeExport();
        assertThat(paging.after(new Since(10), listing(3, time(20L, false)), SIZE))
                .isEqualTo(new Step(new Since(20), false));
        assertThat(paging.after(new Since(10), listing(3, time(20L, null)), SIZE))
                .isEqualTo(new Step(new Since(20), false));
    }

    @Test
    void aPageThatIsNotFullEndsAnExportWithoutEndOfStream() throws AdapterException {
        var paging = new TimeExport();
        assertThat(paging.after(new Since(10), listing(2, time(20L, null)), SIZE))
                .isEqualTo(new Step(new Since(20), true));
        assertThat(paging.after(new Since(10), listing(0, time(null, null)), SIZE))
                .isEqualTo(new Step(new Since(10), true));
    }

    @Test
    void aShortPageGoesOnWhereTheVendorSaysSo() throws AdapterException {
        assertThat(new TimeExport().after(new Since(10), listing(2, time(20L, false)), SIZE))
                .isEqualTo(new Step(new Since(20), false));
    }

    @Test
    void anEndOfStreamKeepsItsTimeAndNeverGoesBack() throws AdapterException {
        var paging = new TimeExport();
        assertThat(paging.after(new Since(10), listing(3, time(20L, true)), SIZE))
                .isEqualTo(new Step(new Since(20), true));
        assertThat(paging.after(new Since(10), listing(3, time(5L, true)), SIZE))
                .isEqualTo(new Step(new Since(10), true));
    }

    @Test
    void anExportThatStandsStillEndsInsteadOfLooping() throws AdapterException {
        var paging = new TimeExport();
        for (Boolean ended : new @Nullable Boolean[] {null, false}) {
            assertThat(paging.after(new Since(10), listing(7, time(10L, ended)), SIZE))
                    .isEqualTo(new Step(new Since(10), true));
        }
    }

    @Test
    void aSecondThatIsCutByTheVendorsLimitIsNotPassedOverInSilence() {
        assertThatThrownBy(
                        () ->
                                new TimeExport()
                                        .after(
                                                new Since(10),
                                                listing(1000, time(10L, false)),
                                                1000))
                .isInstanceOf(AdapterException.class)
                .hasMessageContaining("export_stuck");
    }

    @Test
    void ofARatingLinkOnlyTheCursorIsUsed() throws AdapterException {
        var paging = new RatingListing();
        String link =
                "https://elsewhere.example/x?score=y&page%5Bafter%5D=a%3D%3D&page%5Bsize%5D=1";
        Step step = paging.after(new Since(5), listing(3, links(null, null, link)), SIZE);
        assertThat(step).isEqualTo(new Step(new Within(5, 3, "a=="), false));
        assertThat(paging.query(step.next(), 1000))
                .containsExactly(
                        Map.entry("score", "received"),
                        Map.entry("start_time", "5"),
                        Map.entry("page[size]", "100"),
                        Map.entry("page[after]", "a=="));
    }

    @Test
    void theNextCycleOfRatingsLooksBackFromTheNewest() throws AdapterException {
        var paging = new RatingListing();
        Listing last = listing(2, links(null, false, null));
        assertThat(paging.after(new Within(5, 9_000, "p"), last, SIZE))
                .isEqualTo(new Step(new Since(9_000 - RatingListing.OVERLAP), true));
        assertThat(paging.after(new Since(5), last, SIZE)).isEqualTo(new Step(new Since(5), true));
    }

    @Test
    void ratingsThatGoInCirclesAreNoEnd() {
        var paging = new RatingListing();
        for (About about :
                List.of(links("p", true, null), links(null, true, null), links(null, true, "x"))) {
            assertThatThrownBy(() -> paging.after(new Within(5, 9, "p"), listing(3, about), SIZE))
                    .isInstanceOf(AdapterException.class)
                    .hasMessageContaining("export_stuck");
        }
    }

    private static Listing listing(int rows, About about) {
        List<RawRecord> records =
                LongStream.rangeClosed(1, rows).mapToObj(PagingTest::record).toList();
        return new Listing(records, List.of(), about);
    }

    private static RawRecord record(long second) {
        Instant at = Instant.ofEpochSecond(second);
        return new RawRecord(Long.toString(second), at, at, false, Map.of());
    }

    private static About cursor(@Nullable String after, @Nullable Boolean ended) {
        return new About(after, ended, null, null, null);
    }

    private static About time(@Nullable Long end, @Nullable Boolean ended) {
        return new About(null, ended, end, null, null);
    }

    private static About links(
            @Nullable String after, @Nullable Boolean more, @Nullable String next) {
        return new About(after, null, null, more, next);
    }
}
