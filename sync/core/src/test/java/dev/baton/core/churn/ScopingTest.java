package dev.baton.core.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScopingTest {
    private static final Suspect SYNC = new Suspect(Suspect.Kind.PRODUCT, "Sync");
    private static final Suspect DEFECT = new Suspect(Suspect.Kind.THEME, "defect_export");

    /** Four products of forty accounts each. */
    private static final List<String> PRODUCTS = List.of("Archive", "Forms", "Reports", "Sync");

    private final List<Exposure> accounts = new ArrayList<>();

    private void product(String name, int left, String reason) {
        for (int i = 0; i < 40; i++) {
            accounts.add(
                    new Exposure(
                            i % 2 == 0 ? "Small" : "Large",
                            i < left,
                            set(i < left ? List.of(reason) : List.of()),
                            set(List.of(new Suspect(Suspect.Kind.PRODUCT, name))),
                            Set.of()));
        }
    }

    private static <T> SortedSet<T> set(List<T> elements) {
        return new TreeSet<>(elements);
    }

    private static Finding of(Scoping scoping, Suspect suspect) {
        return scoping.findings().stream()
                .filter(each -> each.suspect().equals(suspect) && each.reason() == null)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDefectThatHitsNineOfFortyAccountsOfAProductIsSystemicAndTwoScatteredOnesAreIsolated() {
        product("Sync", 9, "Defect");
        product("Archive", 1, "Price");
        product("Forms", 1, "Price");
        product("Reports", 0, "");
        Scoping scoping = Scoping.of(accounts);
        Finding sync = of(scoping, SYNC);
        assertThat(sync.scope()).isEqualTo(Scope.SYSTEMIC);
        assertThat(sync.exposed()).isEqualTo(40);
        assertThat(sync.exposedLeft()).isEqualTo(9);
        assertThat(sync.others()).isEqualTo(120);
        assertThat(sync.othersLeft()).isEqualTo(2);
        assertThat(sync.expected()).isCloseTo(2.75, within(1e-12));
        assertThat(sync.adjusted()).isBetween(sync.p(), 0.001);
        assertThat(of(scoping, new Suspect(Suspect.Kind.PRODUCT, "Archive")).scope())
                .isEqualTo(Scope.ISOLATED);
        assertThat(scoping.scope("Defect")).isEqualTo(Scope.SYSTEMIC);
        assertThat(scoping.scope("Price")).isEqualTo(Scope.ISOLATED);
        assertThat(scoping.findings())
                .as("nobody of Reports left")
                .noneMatch(each -> each.suspect().name().equals("Reports"));
    }

    @Test
    void twoThatShareWhatFewHaveAreNotCalledIsolated() {
        PRODUCTS.forEach(product -> product(product, 0, ""));
        for (int i = 0; i < 3; i++) {
            accounts.add(
                    new Exposure(
                            "Small",
                            i < 2,
                            set(i < 2 ? List.of("Defect") : List.of()),
                            set(List.of(DEFECT)),
                            Set.of()));
        }
        assertThat(Scoping.of(accounts).scope("Defect")).isEqualTo(Scope.UNDECIDED);
    }

    @Test
    void fewerThanThreeThatLeftAreNeverSystemic() {
        for (int i = 0; i < 400; i++) {
            accounts.add(
                    new Exposure(
                            "",
                            i < 2,
                            set(List.of()),
                            set(i < 2 ? List.of(DEFECT) : List.of()),
                            Set.of()));
        }
        Finding finding = of(Scoping.of(accounts), DEFECT);
        assertThat(finding.adjusted()).as("chance alone does not explain it").isLessThan(0.001);
        assertThat(finding.scope()).isEqualTo(Scope.UNDECIDED);
    }

    @Test
    void aSegmentThatLosesMoreIsAccusedItselfAndNotTheProductItBuys() {
        for (int i = 0; i < 200; i++) {
            boolean small = i < 100;
            SortedSet<Suspect> suspects =
                    set(List.of(new Suspect(Suspect.Kind.SEGMENT, small ? "Small" : "Large")));
            if (i % 100 < (small ? 80 : 20)) {
                suspects.add(SYNC);
            }
            accounts.add(
                    new Exposure(
                            small ? "Small" : "Large",
                            small && i % 4 == 0,
                            set(List.of()),
                            suspects,
                            Set.of()));
        }
        Scoping scoping = Scoping.of(accounts);
        assertThat(of(scoping, SYNC).scope()).isNotEqualTo(Scope.SYSTEMIC);
        assertThat(of(scoping, new Suspect(Suspect.Kind.SEGMENT, "Small")).scope())
                .isEqualTo(Scope.SYSTEMIC);
    }

    @Test
    void looksThatCouldNotAlarmTakeNothingFromThoseThatCould() {
        product("Sync", 5, "Defect");
        product("Archive", 1, "Price");
        double alone = of(Scoping.of(accounts), SYNC).adjusted();
        for (int i = 0; i < 80; i++) {
            Exposure old = accounts.get(i);
            SortedSet<Suspect> more = set(List.copyOf(old.suspects()));
            more.add(new Suspect(Suspect.Kind.REP, "Rep " + i));
            accounts.set(i, new Exposure(old.segment(), old.left(), old.reasons(), more, Set.of()));
        }
        assertThat(of(Scoping.of(accounts), SYNC).adjusted()).isEqualTo(alone);
    }

    /** Nobody knows of the tickets of forty that stayed: they say nothing against the defect. */
    @Test
    void accountsOfWhichNobodyCanTellAreNotTakenForUnexposed() {
        for (int i = 0; i < 100; i++) {
            boolean told = i < 60;
            accounts.add(
                    new Exposure(
                            "",
                            i < 6,
                            set(List.of()),
                            set(i < 20 ? List.of(DEFECT) : List.of()),
                            told ? Set.of() : Set.of(Suspect.Kind.THEME)));
        }
        Finding finding = of(Scoping.of(accounts), DEFECT);
        assertThat(finding.exposed() + finding.others()).isEqualTo(60);
        assertThat(finding.expected()).isCloseTo(2, within(1e-12));
    }

    @Test
    void withoutAccountsThereIsNothingToFind() {
        assertThat(Scoping.of(List.of()).findings()).isEmpty();
        assertThatThrownBy(() -> Scoping.of(List.of()).scope("Price"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOrderOfAccountsChangesNothing() {
        product("Sync", 9, "Defect");
        product("Archive", 3, "Price");
        List<Finding> findings = Scoping.of(accounts).findings();
        assertThat(Scoping.of(accounts.reversed()).findings()).isEqualTo(findings);
    }
}
