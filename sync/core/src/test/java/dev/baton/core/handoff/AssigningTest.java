package dev.baton.core.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssigningTest {
    private static final String ANNA = "005000000000002AAA";
    private static final String BEN = "005000000000003AAA";
    private static final String LEAD = "005000000000009AAA";
    private static final Set<String> ALL = Set.of(ANNA, BEN, LEAD);

    private static Handoff handoff(
            String deal, String opened, @Nullable String owner, Assignment.Candidate... all) {
        return new Handoff(
                deal,
                null,
                "001000000000001AAA",
                HandoffStatus.WAITING,
                new Completeness(1, List.of()),
                null,
                owner,
                new HandoffDays(
                        LocalDate.parse(opened), LocalDate.parse(opened), null, null, null, null),
                Map.of(),
                List.of(all));
    }

    private static Assignment.Candidate upTo(int most, String user) {
        return new Assignment.Candidate(user, most);
    }

    private static Map<String, String> decided(Handoff... all) {
        return new Assigning(List.of(all), LEAD).decide(ALL);
    }

    @Test
    void theFirstWhoHasRoomTakesIt() {
        assertThat(
                        decided(
                                handoff("a", "2026-01-01", ANNA),
                                handoff("b", "2026-01-02", null, upTo(1, ANNA), upTo(9, BEN))))
                .containsExactly(Map.entry("b", BEN));
    }

    @Test
    void whoHasWaitedLongestIsServedFirstInWhateverOrderTheyAreFound() {
        var all =
                new ArrayList<>(
                        List.of(
                                handoff("a", "2026-01-03", null, upTo(1, ANNA)),
                                handoff("b", "2026-01-01", null, upTo(1, ANNA)),
                                handoff("c", "2026-01-02", null, upTo(1, ANNA))));
        var random = new Random(7);
        for (int i = 0; i < 6; i++) {
            Collections.shuffle(all, random);
            assertThat(new Assigning(all, LEAD).decide(ALL))
                    .isEqualTo(Map.of("b", ANNA, "a", LEAD, "c", LEAD));
        }
    }

    @Test
    void whoIsInactiveGetsNothingAndTheLeadGetsWhatNobodyTakes() {
        Handoff handoff = handoff("a", "2026-01-01", null, upTo(9, ANNA));
        assertThat(new Assigning(List.of(handoff), LEAD).decide(Set.of(LEAD)))
                .isEqualTo(Map.of("a", LEAD));
        assertThat(new Assigning(List.of(handoff), LEAD).decide(Set.of())).isEmpty();
        assertThat(new Assigning(List.of(handoff), LEAD).possible()).containsExactly(ANNA, LEAD);
    }

    @Test
    void whatSomebodyHasStaysTheirs() {
        assertThat(decided(handoff("a", "2026-01-01", BEN, upTo(9, ANNA)))).isEmpty();
    }

    @Test
    void whatTheLeadHasForWantOfOthersIsGivenOnWhenSomebodyHasRoom() {
        assertThat(decided(handoff("a", "2026-01-01", LEAD, upTo(9, ANNA))))
                .isEqualTo(Map.of("a", ANNA));
        assertThat(decided(handoff("a", "2026-01-01", LEAD, upTo(9, LEAD)))).isEmpty();
    }
}
