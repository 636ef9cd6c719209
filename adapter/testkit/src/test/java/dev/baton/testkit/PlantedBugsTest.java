package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract's own proof: each mistake makes the case fail that is there for it. */
final class PlantedBugsTest {

    @FunctionalInterface
    private interface Case {
        void play(MemoryContract contract) throws AdapterException;
    }

    private static final Map<Bug, Case> CAUGHT_BY =
            Map.ofEntries(
                    Map.entry(Bug.SKIPS_TIES, MemoryContract::equalInstantsAtABorderLoseNothing),
                    Map.entry(
                            Bug.REMEMBERS_INSTEAD_OF_CURSOR,
                            MemoryContract::aNewSourceGoesOnFromAnyPage),
                    Map.entry(
                            Bug.TAKES_HALF_A_PAGE,
                            MemoryContract::bodiesCutForEverAreAnUnavailableServer),
                    Map.entry(
                            Bug.DROPS_UNREADABLE,
                            MemoryContract::anUnreadableRowIsReportedAndTheRestGoesOn),
                    Map.entry(Bug.RETURNS_ALL_FIELDS, MemoryContract::onlyRequestedFieldsComeBack),
                    Map.entry(
                            Bug.LEAVES_OUT_TOMBSTONES, MemoryContract::aDeletionComesAsATombstone),
                    Map.entry(Bug.USES_OUR_CLOCK, MemoryContract::timeIsTheServersNotOurs),
                    Map.entry(Bug.TOKEN_IN_CURSOR, MemoryContract::aCursorHoldsNoSecret),
                    Map.entry(
                            Bug.TOKEN_IN_MESSAGE,
                            MemoryContract::anUnavailableServerIsGivenUpAndCanBeReadLater),
                    Map.entry(
                            Bug.STORMS_THE_SIGN_IN,
                            MemoryContract::aTokenThatIsNeverAcceptedMakesNoStorm),
                    Map.entry(
                            Bug.NEVER_RENEWS_THE_TOKEN,
                            MemoryContract::aTokenThatRunsOutIsRenewedOnce),
                    Map.entry(
                            Bug.DOES_NOT_WAIT, MemoryContract::throttledForZeroSecondsItStillWaits),
                    Map.entry(
                            Bug.NEVER_GIVES_UP,
                            MemoryContract::throttledForEverItGivesUpAndCanGoOnLater),
                    Map.entry(
                            Bug.FOLLOWS_REDIRECTS,
                            MemoryContract::aRedirectToAnotherHostIsNotFollowed),
                    Map.entry(Bug.COUNTS_NO_RETRIES, MemoryContract::callsCountsEveryRequest),
                    Map.entry(
                            Bug.CHECKS_NOTHING, MemoryContract::checkNamesAStreamThatDoesNotExist),
                    Map.entry(Bug.CHECKS_THE_FIRST, MemoryContract::checkTellsOfEveryStreamAtOnce),
                    Map.entry(
                            Bug.READS_ANY_STREAM,
                            MemoryContract::aStreamThatDoesNotExistIsABadRequest),
                    Map.entry(Bug.TAKES_ANY_CURSOR, MemoryContract::aCursorOfNobodysIsExpired),
                    Map.entry(Bug.CUTS_TEXT, MemoryContract::aTextArrivesAsItIs),
                    Map.entry(Bug.NEVER_ENDS, MemoryContract::anEmptyStreamIsOneEmptyLastPage),
                    Map.entry(
                            Bug.REREADS_FROM_MEMORY,
                            MemoryContract::readByItsIdARecordComesAsItIsNow),
                    Map.entry(
                            Bug.FAILS_ON_AN_UNKNOWN_ID, MemoryContract::anIdOfNothingIsPassedOver),
                    Map.entry(
                            Bug.CUTS_THE_IDS,
                            MemoryContract::asManyAsItSaysAreReadByTheirIdsAtOnce),
                    Map.entry(
                            Bug.FORGETS_OLDER_CURSORS,
                            MemoryContract::readingAllOfItAnewLeavesTheCursorGood));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void eachPlantedBugIsCaught(Bug bug) throws AdapterException {
        Case playedCase = java.util.Objects.requireNonNull(CAUGHT_BY.get(bug));
        playedCase.play(new MemoryContract(Bug.NONE));
        assertThatThrownBy(() -> playedCase.play(new MemoryContract(bug)))
                .isInstanceOfAny(AssertionError.class, AdapterException.class);
    }

    @Test
    void noBugIsWithoutACase() {
        assertThat(CAUGHT_BY).hasSize(Arrays.asList(Bug.values()).size() - 1);
        assertThat(CAUGHT_BY.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.of(Bug.NONE)));
    }
}
