package dev.baton.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrakeTest {
    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "549, 10", "550, 11", "599, 11", "600, 12", "50000000, 1000000"})
    void theStandardIsTenOrTwoPercent(int accounts, long limit) {
        assertThat(Brake.STANDARD.limit(accounts)).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"0.29, 100, 29", "0.07, 100, 7", "1, 7, 7", "0, 1000, 0", "0.5, 3, 1"})
    void theShareIsCountedInDecimalsAndCutToWholeAccounts(double share, int accounts, long limit) {
        assertThat(new Brake(0, share).limit(accounts)).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -0.01", "0, 1.01", "0, NaN"})
    void aBrakeOutOfItsRangesIsRefused(int least, double share) {
        assertThatThrownBy(() -> new Brake(least, share))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "25, 100, true", "26, 100, false", "1, 3, false", "1, 4, true"})
    void aQuarterMayBeUnknown(int unknown, int accounts, boolean passes) {
        assertThat(Brake.STANDARD.letsUnknown(unknown, accounts)).isEqualTo(passes);
        assertThat(new Brake(0, 0).letsUnknown(unknown, accounts)).isTrue();
    }

    @Test
    void fromUnknownOrNothingToABandIsNoChangeOfBand() {
        var toBand = new Change("Account", "1", "Band__c", "Unknown", "Red");
        var first = new Change("Account", "2", "Band__c", null, "Red");
        var worse = new Change("Account", "3", "Band__c", "Green", "Red");
        var lost = new Change("Account", "4", "Band__c", "Green", "Unknown");
        var other = new Change("Account", "3", "Trend__c", "Stable", "Worsening");
        var plan = new Plan(List.of(toBand, first, worse, lost, other), "mappings", "model");
        assertThat(Brake.bandChanges(plan, "Band__c")).containsExactly(worse, lost);
        assertThat(Brake.bandChanges(plan, null)).isEmpty();
    }

    @Test
    void aPlanIsTooMuchWhenOneAccountMoreThanTheLimitChangesBand() {
        var brake = new Brake(1, 0);
        var first = new Change("Account", "1", "Band__c", "Green", "Red");
        var second = new Change("Account", "2", "Band__c", "Red", "Green");
        assertThat(brake.excess(plan(first), "Band__c", 100)).isEmpty();
        assertThat(brake.excess(plan(first, second), "Band__c", 100))
                .contains(new Brake.Excess(List.of(first, second), 1, 100));
        assertThat(brake.excess(plan(first, second), null, 100)).isEmpty();
    }

    private static Plan plan(Change... changes) {
        return new Plan(List.of(changes), "mappings", "model");
    }
}
