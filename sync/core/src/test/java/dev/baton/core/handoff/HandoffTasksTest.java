package dev.baton.core.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.play.Episode;
import dev.baton.core.play.HeldTask;
import dev.baton.core.play.TaskField;
import dev.baton.core.play.TaskKey;
import dev.baton.core.play.TaskPlan;
import dev.baton.core.play.TaskPlanning.Start;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandoffTasksTest {
    private static final String DEAL = "006000000000001AAA";
    private static final String REP = "005000000000001AAA";
    private static final String CSM = "005000000000002AAA";
    private static final String LEAD = "005000000000009AAA";
    private static final Set<String> ALL = Set.of(REP, CSM, LEAD);
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final Gap GOALS = new Gap("goals", "The goals", Closer.SALES_OWNER, false);
    private static final TaskKey GAPS = new TaskKey("handoff_gaps_sales", DEAL, MONDAY);

    private static Handoff handoff(HandoffStatus status, Gap... gaps) {
        return new Handoff(
                DEAL,
                "Suite",
                "001000000000001AAA",
                status,
                new Completeness(3, List.of(gaps)),
                REP,
                CSM,
                new HandoffDays(MONDAY, MONDAY, LocalDate.parse("2026-03-09"), null, null, null),
                Map.of(),
                List.of());
    }

    private static TaskPlan plan(
            List<HeldTask> tasks, List<Episode> episodes, Start start, Handoff... all) {
        return new HandoffTasks(tasks, episodes, start, MONDAY, LEAD)
                .decide(List.of(all), Map.of(), ALL);
    }

    private static HeldTask task(TaskKey key, boolean open, @Nullable String outcome) {
        return new HeldTask(
                key, DEAL, open, REP, "What is missing", outcome, null, open ? null : MONDAY);
    }

    @Test
    void aGapGivesWhoeverCanCloseItOneTaskWithAllOfTheirs() {
        Gap buyer = new Gap("buyer", "The buyer", Closer.SALES_OWNER, false);
        TaskPlan plan =
                plan(
                        List.of(),
                        List.of(),
                        Start.USUAL,
                        handoff(HandoffStatus.WAITING, GOALS, buyer));
        assertThat(plan.openings()).hasSize(1);
        TaskPlan.Opening opening = plan.openings().getFirst();
        assertThat(opening.key()).isEqualTo(GAPS);
        assertThat(opening.values())
                .containsEntry(TaskField.ACCOUNT, DEAL)
                .containsEntry(TaskField.OWNER, REP)
                .containsEntry(TaskField.SUBJECT, "Complete the handoff: Suite")
                .containsEntry(TaskField.DUE_ON, LocalDate.parse("2026-03-09"));
        assertThat(String.valueOf(opening.values().get(TaskField.TEXT)))
                .contains("- The goals\n- The buyer");
    }

    @Test
    void whatNothingCouldTellIsNoTaskForNobodyWouldSeeItClosed() {
        Gap untold = new Gap("contacts", "Whom to talk to", Closer.SALES_OWNER, true);
        assertThat(
                        plan(
                                        List.of(),
                                        List.of(),
                                        Start.USUAL,
                                        handoff(HandoffStatus.WAITING, untold))
                                .openings())
                .isEmpty();
    }

    @Test
    void itClosesOnceTheEvidenceIsThere() {
        TaskPlan plan =
                plan(
                        List.of(task(GAPS, true, null)),
                        List.of(new Episode(GAPS, false)),
                        Start.USUAL,
                        handoff(HandoffStatus.WAITING));
        assertThat(plan.openings()).isEmpty();
        assertThat(plan.episodes()).isEmpty();
        assertThat(plan.closings()).hasSize(1);
        assertThat(plan.closings().getFirst().text())
                .isEqualTo(
                        "What is missing\n\nClosed by Baton on 2026-03-02: it is done, or over.");
    }

    @Test
    void whatAPersonClosedStaysClosedWhileTheGapStands() {
        TaskPlan plan =
                plan(
                        List.of(task(GAPS, false, null)),
                        List.of(new Episode(GAPS, false)),
                        Start.USUAL,
                        handoff(HandoffStatus.RETURNED, GOALS));
        assertThat(plan.openings()).isEmpty();
        assertThat(plan.closings()).isEmpty();
        assertThat(plan.episodes()).containsExactly(new Episode(GAPS, false));
    }

    @Test
    void aGapThatComesBackOpensAnotherTaskUnlessItWasAWrongAlarm() {
        var before = new TaskKey("handoff_gaps_sales", DEAL, LocalDate.parse("2026-02-20"));
        Handoff open = handoff(HandoffStatus.WAITING, GOALS);
        assertThat(
                        plan(List.of(task(before, false, null)), List.of(), Start.USUAL, open)
                                .openings())
                .extracting(TaskPlan.Opening::key)
                .containsExactly(GAPS);
        assertThat(
                        plan(
                                        List.of(task(before, false, "Wrong alarm")),
                                        List.of(),
                                        Start.USUAL,
                                        open)
                                .openings())
                .isEmpty();
    }

    @Test
    void aKickoffIsForTheCsmAndOnlyAfterAcceptance() {
        assertThat(
                        plan(List.of(), List.of(), Start.USUAL, handoff(HandoffStatus.WAITING))
                                .openings())
                .isEmpty();
        TaskPlan plan = plan(List.of(), List.of(), Start.USUAL, handoff(HandoffStatus.ACCEPTED));
        assertThat(plan.openings())
                .extracting(each -> each.key().play() + " " + each.values().get(TaskField.OWNER))
                .containsExactly("handoff_kickoff " + CSM);
    }

    @Test
    void aDraftAndAnEndedHandoffAskForNothing() {
        for (HandoffStatus status :
                List.of(HandoffStatus.DRAFT, HandoffStatus.CANCELLED, HandoffStatus.FIRST_VALUE)) {
            assertThat(plan(List.of(), List.of(), Start.USUAL, handoff(status, GOALS)).openings())
                    .as(status.title())
                    .isEmpty();
        }
    }

    @Test
    void theFirstSyncTakesNoteAndOpensNothing() {
        Handoff open = handoff(HandoffStatus.WAITING, GOALS);
        TaskPlan first = plan(List.of(), List.of(), Start.QUIET, open);
        assertThat(first.openings()).isEmpty();
        assertThat(first.silent()).isEqualTo(1);
        assertThat(plan(List.of(), first.episodes(), Start.USUAL, open).openings()).isEmpty();
        assertThat(plan(List.of(), first.episodes(), Start.ALL, open).openings()).hasSize(1);
    }

    @Test
    void whoIsInactiveGetsNothingAndTheLeadStepsIn() {
        var tasks = new HandoffTasks(List.of(), List.of(), Start.USUAL, MONDAY, LEAD);
        List<Handoff> all = List.of(handoff(HandoffStatus.WAITING, GOALS));
        assertThat(tasks.possibleOwners(all, Map.of())).containsExactly(REP, LEAD);
        assertThat(tasks.decide(all, Map.of(), Set.of(LEAD)).openings().getFirst().values())
                .containsEntry(TaskField.OWNER, LEAD);
        assertThat(plan(List.of(), List.of(), Start.USUAL).openings()).isEmpty();
        var nobody = new HandoffTasks(List.of(), List.of(), Start.USUAL, MONDAY, LEAD);
        assertThat(nobody.decide(all, Map.of(), Set.of()).ownerless()).isEqualTo(1);
    }

    @Test
    void tasksOfPlaysAreLeftAlone() {
        var key = new TaskKey("turned_red", "001000000000001AAA", MONDAY);
        TaskPlan plan =
                plan(List.of(task(key, true, null)), List.of(new Episode(key, false)), Start.USUAL);
        assertThat(plan.closings()).isEmpty();
        assertThat(plan.episodes()).isEmpty();
        assertThat(HandoffTasks.isOfHandoff(key)).isFalse();
    }
}
