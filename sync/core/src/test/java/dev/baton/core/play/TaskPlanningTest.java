package dev.baton.core.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.Given;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.Curve;
import dev.baton.core.health.Driver;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Trend;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Window;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import dev.baton.core.play.TaskPlanning.Start;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskPlanningTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-05-04");
    private static final String CSM = "005000000000001AAA";
    private static final String LEAVER = "005000000000002AAA";
    private static final String LEAD = "005000000000009AAA";
    private static final String ONE = "001000000000001AAA";
    private static final String TWO = "001000000000002AAA";
    private static final Set<String> ACTIVE = Set.of(CSM, LEAD);

    private static final Measured.Sight TICKET =
            new Measured.Sight(new RecordRef("zendesk", "ticket", "7"), Instant.EPOCH, null);

    private static final Measure WAITING =
            new Measure(
                    "waiting",
                    "Tickets waiting",
                    "tickets",
                    RecordType.TICKET,
                    new Predicate.Always(),
                    Window.all("created_at"),
                    new Aggregate.Count(),
                    new Comparison.None());
    private static final HealthModel MODEL =
            new HealthModel(
                    "m1",
                    70,
                    List.of(),
                    List.of(WAITING),
                    new HealthModel.Bands(70, 40),
                    0,
                    new HealthModel.TrendRule(30, 5),
                    List.of());

    private static final Play STORM =
            new Play(
                    "storm",
                    new Cause.MeasureIs("waiting", Comparator.AT_LEAST, 5),
                    new Cause.MeasureIs("waiting", Comparator.AT_MOST, 1),
                    List.of("csm"),
                    4,
                    "Call about open tickets",
                    "Ask what hurts most.");
    private static final Play RED =
            new Play(
                    "red",
                    new Cause.InBand(List.of(Band.RED)),
                    new Cause.Not(new Cause.InBand(List.of(Band.RED))),
                    List.of("csm"),
                    7,
                    "Make a plan",
                    "Agree on three steps.");
    private static final PlayBook BOOK = new PlayBook(List.of(STORM, RED), LEAD);

    private final List<HeldTask> held = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
    private final Map<String, Situation> accounts = new LinkedHashMap<>();

    @Test
    void aCauseThatBeginsOpensOneTaskWithOwnerDueDayAndReasons() {
        storm(ONE, CSM, 7);
        TaskPlan plan = plan(Start.USUAL, MONDAY);
        assertThat(plan.openings()).hasSize(1);
        TaskPlan.Opening opening = plan.openings().getFirst();
        assertThat(opening.key().text()).isEqualTo("storm:" + ONE + ":2026-05-04");
        assertThat(opening.values())
                .containsEntry(TaskField.ACCOUNT, ONE)
                .containsEntry(TaskField.OWNER, CSM)
                .containsEntry(TaskField.SUBJECT, "Call about open tickets: Acme")
                .containsEntry(TaskField.DUE_ON, LocalDate.parse("2026-05-08"))
                .containsEntry(TaskField.PLAY, "storm")
                .doesNotContainKey(TaskField.STATUS);
        assertThat(String.valueOf(opening.values().get(TaskField.TEXT)))
                .startsWith("Ask what hurts most.")
                .contains("Tickets waiting 7 tickets");
    }

    @Test
    void whatIsDueOnAWeekendIsDueOnMonday() {
        storm(ONE, CSM, 7);
        TaskPlan plan = plan(Start.USUAL, MONDAY.plusDays(1));
        assertThat(plan.openings().getFirst().values())
                .containsEntry(TaskField.DUE_ON, LocalDate.parse("2026-05-11"));
    }

    @Test
    void theFirstSyncOpensNoneAndTheNextOneNeither() {
        storm(ONE, CSM, 7);
        TaskPlan first = plan(Start.QUIET, MONDAY);
        assertThat(first.openings()).isEmpty();
        assertThat(first.episodes()).extracting(Episode::silent).containsExactly(true);
        goOn(first);
        assertThat(plan(Start.USUAL, MONDAY.plusDays(7)).openings()).isEmpty();
    }

    @Test
    void onRequestWhatStoodAlreadyOpensItsTask() {
        storm(ONE, CSM, 7);
        goOn(plan(Start.QUIET, MONDAY));
        TaskPlan plan = plan(Start.ALL, MONDAY.plusDays(7));
        assertThat(plan.openings())
                .extracting(opening -> opening.key().text())
                .containsExactly("storm:" + ONE + ":2026-05-04");
        assertThat(plan.episodes()).extracting(Episode::silent).containsExactly(false);
    }

    @Test
    void anAccountHasOneTaskTheMostPressing() {
        account(ONE, CSM, 7, Band.RED, 20, 0);
        assertThat(plan(Start.USUAL, MONDAY).openings())
                .extracting(opening -> opening.key().play())
                .containsExactly("storm");
        held.add(open("storm", ONE, MONDAY, CSM));
        assertThat(plan(Start.USUAL, MONDAY.plusDays(7)).openings()).isEmpty();
    }

    @Test
    void theSecondCauseSpeaksOnceTheFirstIsGone() {
        account(ONE, CSM, 0, Band.RED, 20, 0);
        held.add(open("storm", ONE, MONDAY, CSM));
        episodes.add(new Episode(new TaskKey("red", ONE, MONDAY), false));
        TaskPlan plan = plan(Start.USUAL, MONDAY.plusDays(7));
        assertThat(plan.closings()).hasSize(1);
        assertThat(plan.openings())
                .extracting(opening -> opening.key().text())
                .containsExactly("red:" + ONE + ":2026-05-04");
    }

    @Test
    void aCauseThatIsGoneClosesItsTaskWithEvidence() {
        account(ONE, CSM, 1, Band.GREEN, 80, 0);
        held.add(open("storm", ONE, MONDAY, CSM));
        TaskPlan plan = plan(Start.USUAL, MONDAY.plusDays(7));
        assertThat(plan.episodes()).isEmpty();
        assertThat(plan.closings().getFirst().text())
                .startsWith("as we wrote it")
                .contains("Closed by Baton on 2026-05-11, the cause is gone:")
                .contains("Tickets waiting 1 tickets")
                .contains("score 80, Green");
    }

    @Test
    void aTextThatAPersonChangedStaysTheirs() {
        account(ONE, CSM, 1, Band.GREEN, 80, 0);
        held.add(
                new HeldTask(
                        new TaskKey("storm", ONE, MONDAY), ONE, true, CSM, null, null, null, null));
        assertThat(plan(Start.USUAL, MONDAY).closings().getFirst().text()).isNull();
    }

    @Test
    void betweenOpeningAndClosingNothingHappens() {
        account(ONE, CSM, 3, Band.GREEN, 80, 0);
        assertThat(plan(Start.USUAL, MONDAY).openings()).isEmpty();
        held.add(open("storm", ONE, MONDAY, CSM));
        assertThat(plan(Start.USUAL, MONDAY).closings()).isEmpty();
    }

    @Test
    void whatNobodyCanTellNeitherOpensNorCloses() {
        unknown(ONE, CSM);
        assertThat(plan(Start.USUAL, MONDAY).openings()).isEmpty();
        held.add(open("storm", ONE, MONDAY, CSM));
        held.add(open("red", ONE, MONDAY, CSM));
        TaskPlan plan = plan(Start.USUAL, MONDAY);
        assertThat(plan.closings()).isEmpty();
        assertThat(plan.episodes()).hasSize(2);
    }

    @Test
    void aTaskThatAPersonClosedDoesNotComeBackWhileItsCauseLasts() {
        storm(ONE, CSM, 7);
        held.add(closed("storm", ONE, MONDAY, null));
        episodes.add(new Episode(new TaskKey("storm", ONE, MONDAY), false));
        assertThat(plan(Start.USUAL, MONDAY.plusDays(60)).openings()).isEmpty();
    }

    @Test
    void aCauseThatComesBackOpensANewTask() {
        storm(ONE, CSM, 7);
        held.add(closed("storm", ONE, MONDAY, null));
        assertThat(plan(Start.USUAL, MONDAY.plusDays(60)).openings())
                .extracting(opening -> opening.key().text())
                .containsExactly("storm:" + ONE + ":2026-07-03");
    }

    @Test
    void wrongAlarmMutesThePlayForNinetyDays() {
        storm(ONE, CSM, 7);
        held.add(closed("storm", ONE, MONDAY, "Wrong alarm"));
        assertThat(plan(Start.USUAL, MONDAY.plusDays(91)).openings()).isEmpty();
        assertThat(plan(Start.USUAL, MONDAY.plusDays(92)).openings()).hasSize(1);
    }

    @Test
    void anyOtherOutcomeMutesNothing() {
        storm(ONE, CSM, 7);
        held.add(closed("storm", ONE, MONDAY, "Helped"));
        assertThat(plan(Start.USUAL, MONDAY.plusDays(20)).openings()).hasSize(1);
    }

    @Test
    void aTaskOfAnAccountThatWasMergedIsTheWinnersOwn() {
        storm(ONE, CSM, 7);
        var key = new TaskKey("storm", TWO, MONDAY.minusDays(7));
        held.add(new HeldTask(key, ONE, true, CSM, "as we wrote it", null, null, null));
        TaskPlan lasting = plan(Start.USUAL, MONDAY);
        assertThat(lasting.openings()).isEmpty();
        assertThat(lasting.closings()).isEmpty();
        assertThat(lasting.episodes()).extracting(Episode::key).containsExactly(key);

        account(ONE, CSM, 1, Band.GREEN, 80, 0);
        assertThat(plan(Start.USUAL, MONDAY.plusDays(1)).closings())
                .extracting(TaskPlan.Closing::key)
                .containsExactly(key);
    }

    @Test
    void aTaskThatAPersonClosedDoesNotComeBackAfterAMerge() {
        storm(ONE, CSM, 7);
        var key = new TaskKey("storm", TWO, MONDAY.minusDays(7));
        episodes.add(new Episode(key, false));
        held.add(new HeldTask(key, ONE, false, CSM, null, "Helped", null, MONDAY));
        TaskPlan plan = plan(Start.USUAL, MONDAY.plusDays(1));
        assertThat(plan.openings()).isEmpty();
        assertThat(plan.episodes()).extracting(Episode::key).containsExactly(key);
    }

    @Test
    void anAccountThatIsUndeletedAfterAMergeTakesNoTaskThatIsTheWinnersNow() {
        var key = new TaskKey("storm", TWO, MONDAY);
        held.add(new HeldTask(key, ONE, true, CSM, "as we wrote it", null, null, null));
        account(ONE, CSM, 1, Band.GREEN, 80, 0);
        storm(TWO, CSM, 7);
        TaskPlan plan = plan(Start.USUAL, MONDAY);
        assertThat(plan.closings()).extracting(TaskPlan.Closing::key).containsExactly(key);
        assertThat(plan.openings()).isEmpty();
    }

    @Test
    void snoozedIsSilentUntilThatDay() {
        storm(ONE, CSM, 7);
        held.add(
                new HeldTask(
                        new TaskKey("storm", ONE, MONDAY),
                        ONE,
                        false,
                        CSM,
                        null,
                        null,
                        MONDAY.plusDays(30),
                        MONDAY.plusDays(1)));
        assertThat(plan(Start.USUAL, MONDAY.plusDays(29)).openings()).isEmpty();
        assertThat(plan(Start.USUAL, MONDAY.plusDays(30)).openings()).hasSize(1);
    }

    @Test
    void aLeaversTaskGoesToTheLead() {
        storm(ONE, LEAVER, 7);
        storm(TWO, null, 7);
        assertThat(plan(Start.USUAL, MONDAY).openings())
                .extracting(opening -> opening.values().get(TaskField.OWNER))
                .containsExactly(LEAD, LEAD);
    }

    @Test
    void withoutAnyActiveUserNoTaskIsOpenedAndItIsSaid() {
        storm(ONE, LEAVER, 7);
        TaskPlan plan = planning(Start.USUAL, MONDAY).decide(Set.of(CSM));
        assertThat(plan.openings()).isEmpty();
        assertThat(plan.ownerless()).isEqualTo(1);
    }

    @Test
    void aPersonHasFiveOpenTasksAtMostTheMostValuableAccountsFirst() {
        for (int i = 1; i <= 8; i++) {
            account("00100000000000%dAAA".formatted(i), CSM, 7, Band.RED, 20, i * 1000);
        }
        TaskPlan plan = plan(Start.USUAL, MONDAY);
        assertThat(plan.openings())
                .extracting(opening -> opening.key().account().charAt(14))
                .containsExactly('4', '5', '6', '7', '8');
        assertThat(plan.waiting()).isEqualTo(3);
    }

    @Test
    void ofEquallyValuableAccountsTheWorstComeFirstThenThoseByIdAndUnknownOnesLast() {
        unknownStorm("001000000000001AAA");
        for (int i = 8; i >= 2; i--) {
            account("00100000000000%dAAA".formatted(i), CSM, 7, Band.RED, i < 4 ? 35 : 20, 0);
        }
        assertThat(plan(Start.USUAL, MONDAY).openings())
                .extracting(opening -> opening.key().account().charAt(14))
                .containsExactly('4', '5', '6', '7', '8');
        for (int i = 4; i <= 6; i++) {
            account("00100000000000%dAAA".formatted(i), CSM, 0, Band.GREEN, 80, 0);
        }
        assertThat(plan(Start.USUAL, MONDAY).openings())
                .extracting(opening -> opening.key().account().charAt(14))
                .containsExactly('1', '2', '3', '7', '8');
    }

    @Test
    void accountsThatTieGetTheirTasksByIdWhicheverCameFirst() {
        for (int i = 8; i >= 1; i--) {
            storm("00100000000000%dAAA".formatted(i), CSM, 7);
        }
        assertThat(plan(Start.USUAL, MONDAY).openings())
                .extracting(opening -> opening.key().account().charAt(14))
                .containsExactly('1', '2', '3', '4', '5');
    }

    @Test
    void aTaskTellsWhatItsAccountIsWorthWhereThatIsKnown() {
        account(ONE, CSM, 7, Band.RED, 20, 1200.5);
        account(TWO, CSM, 7, Band.RED, 20, 0);
        account("001000000000003AAA", CSM, 7, Band.RED, 20, -1);
        assertThat(plan(Start.USUAL, MONDAY).openings())
                .extracting(opening -> opening.values().get(TaskField.VALUE))
                .containsExactly(BigDecimal.valueOf(1200.5), BigDecimal.valueOf(0.0), null);
    }

    @Test
    void aTaskTellsWhatElseWeighsOnTheAccount() {
        account(ONE, CSM, 7, Band.RED, 20, 0);
        Assessment plain = Objects.requireNonNull(accounts.get(ONE)).assessment();
        put(ONE, CSM, 0, withLines(plain, counted("waiting", -90), counted("usage", -75)));
        assertThat(
                        String.valueOf(
                                plan(Start.USUAL, MONDAY)
                                        .openings()
                                        .getFirst()
                                        .values()
                                        .get(TaskField.TEXT)))
                .endsWith(
                        """
                        - score 20, Red

                        What else weighs:
                        - −8 usage 7 (1 ticket, last ticket 7)""");
    }

    @Test
    void whoeverCouldBeGivenATaskIsNamedOnce() {
        storm(ONE, LEAVER, 7);
        storm(TWO, CSM, 7);
        storm("001000000000003AAA", CSM, 0);
        assertThat(planning(Start.USUAL, MONDAY).possibleOwners())
                .containsExactly(CSM, LEAVER, LEAD);
    }

    @Test
    void lookingAtAnAccountTellsItsMostPressingCauseThatLastsAndThatNobodySilenced() {
        account(ONE, CSM, 7, Band.RED, 20, 0);
        storm(TWO, CSM, 0);
        Situation both = Objects.requireNonNull(accounts.get(ONE));
        Situation neither = Objects.requireNonNull(accounts.get(TWO));
        assertThat(fresh().add(both)).contains(STORM);
        assertThat(fresh().add(neither)).isEmpty();
        held.add(open("storm", ONE, MONDAY, CSM));
        assertThat(fresh().add(both)).as("with its task").contains(STORM);
        held.add(closed("storm", ONE, MONDAY.minusDays(9), "Wrong alarm"));
        assertThat(fresh().add(both)).contains(RED);
    }

    private TaskPlanning fresh() {
        return new TaskPlanning(BOOK, MODEL, held, episodes, Start.USUAL, MONDAY);
    }

    @Test
    void aWrongAlarmMutesItsOwnPlayOnly() {
        storm(ONE, CSM, 7);
        held.add(closed("red", ONE, MONDAY, "Wrong alarm"));
        assertThat(plan(Start.USUAL, MONDAY.plusDays(3)).openings())
                .extracting(opening -> opening.key().play())
                .containsExactly("storm");
    }

    @Test
    void aCauseThatIsGoneClosesItsOwnTaskOnly() {
        account(ONE, CSM, 0, Band.RED, 20, 0);
        held.add(open("storm", ONE, MONDAY, CSM));
        held.add(open("red", ONE, MONDAY, CSM));
        assertThat(plan(Start.USUAL, MONDAY.plusDays(3)).closings())
                .extracting(closing -> closing.key().play())
                .containsExactly("storm");
    }

    @Test
    void openTasksCountAgainstTheFiveAndClosingOnesDoNot() {
        for (int i = 1; i <= 5; i++) {
            held.add(open("storm", "00100000000001%dAAA".formatted(i), MONDAY, CSM));
        }
        storm(ONE, CSM, 7);
        assertThat(plan(Start.USUAL, MONDAY).openings()).isEmpty();
        account("001000000000011AAA", CSM, 0, Band.GREEN, 80, 0);
        TaskPlan plan = plan(Start.USUAL, MONDAY);
        assertThat(plan.closings()).hasSize(1);
        assertThat(plan.openings()).hasSize(1);
    }

    @Test
    void accountsThatDoNotComeKeepTheirEpisodesAndTasks() {
        episodes.add(new Episode(new TaskKey("red", TWO, MONDAY), true));
        held.add(open("storm", TWO, MONDAY, CSM));
        storm(ONE, CSM, 0);
        TaskPlan plan = plan(Start.USUAL, MONDAY);
        assertThat(plan.episodes()).extracting(each -> each.key().account()).containsOnly(TWO);
        assertThat(plan.closings()).isEmpty();
    }

    @Test
    void afterALostStateTheOpenTasksThemselvesTellTheirEpisodes() {
        storm(ONE, CSM, 7);
        held.add(open("storm", ONE, MONDAY, CSM));
        TaskPlan plan = plan(Start.QUIET, MONDAY.plusDays(7));
        assertThat(plan.openings()).isEmpty();
        assertThat(plan.episodes())
                .containsExactly(new Episode(new TaskKey("storm", ONE, MONDAY), false));
    }

    @Test
    void planningAgainWhatWasJustDoneDoesNothing() {
        for (int i = 1; i <= 8; i++) {
            account("00100000000000%dAAA".formatted(i), CSM, 7, Band.RED, 20, i * 1000);
        }
        TaskPlan first = plan(Start.USUAL, MONDAY);
        goOn(first);
        first.openings().forEach(each -> held.add(open(each.key(), CSM)));
        TaskPlan second = plan(Start.USUAL, MONDAY);
        assertThat(second.openings()).isEmpty();
        assertThat(second.closings()).isEmpty();
        assertThat(second.episodes()).isEqualTo(first.episodes());
    }

    @Test
    void theLongestKeyFitsItsField() {
        assertThat(new TaskKey("p".repeat(Play.LONGEST_NAME), ONE, MONDAY).text().length())
                .isLessThanOrEqualTo(80);
        assertThat(TaskKey.of("storm:" + ONE + ":2026-05-04"))
                .contains(new TaskKey("storm", ONE, MONDAY));
        assertThat(TaskKey.of("somebody else's key")).isEmpty();
        assertThat(TaskKey.of("storm:" + ONE + ":someday")).isEmpty();
    }

    private void goOn(TaskPlan plan) {
        episodes.clear();
        episodes.addAll(plan.episodes());
    }

    private TaskPlan plan(Start start, LocalDate today) {
        return planning(start, today).decide(ACTIVE);
    }

    private TaskPlanning planning(Start start, LocalDate today) {
        var planning = new TaskPlanning(BOOK, MODEL, held, episodes, start, today);
        accounts.values().forEach(planning::add);
        return planning;
    }

    private static HeldTask open(String play, String account, LocalDate began, String owner) {
        return open(new TaskKey(play, account, began), owner);
    }

    private static HeldTask open(TaskKey key, String owner) {
        return new HeldTask(key, key.account(), true, owner, "as we wrote it", null, null, null);
    }

    private static HeldTask closed(
            String play, String account, LocalDate began, @Nullable String outcome) {
        return new HeldTask(
                new TaskKey(play, account, began),
                account,
                false,
                CSM,
                null,
                outcome,
                null,
                began.plusDays(1));
    }

    private void storm(String id, @Nullable String csm, int waiting) {
        account(id, csm, waiting, Band.YELLOW, 60, 0);
    }

    private void account(
            String id, @Nullable String csm, int waiting, Band band, int score, double value) {
        List<Measured.Share> evidence =
                waiting == 0 ? List.of() : List.of(new Measured.Share(TICKET, 1));
        var known = new Measured.Known(waiting, waiting, evidence, null);
        put(id, csm, value, assessment(id, Points.of(score), band, known));
    }

    private static Assessment withLines(Assessment plain, Line... lines) {
        return new Assessment(
                plain.account(),
                plain.model(),
                plain.score(),
                plain.band(),
                plain.trend(),
                plain.change(),
                plain.coverage(),
                List.of(lines),
                plain.measured());
    }

    private static Line counted(String name, int tenths) {
        var measure =
                new Measure(
                        name,
                        name,
                        "",
                        RecordType.TICKET,
                        new Predicate.Always(),
                        Window.all("created_at"),
                        new Aggregate.Count(),
                        new Comparison.None());
        var curve = new Curve(List.of(new Curve.Point(0, 1), new Curve.Point(10, 0)));
        return new Line.Counted(
                new ScoredMeasure(measure, curve, 10, 0.5, Driver.SUPPORT, true, 30),
                new Measured.Known(7, 1, List.of(new Measured.Share(TICKET, 1)), TICKET),
                new Points(tenths),
                List.of());
    }

    /** Tickets wait, but too little else is known for a score. */
    private void unknownStorm(String id) {
        var known = new Measured.Known(7, 7, List.of(new Measured.Share(TICKET, 1)), null);
        put(id, CSM, 0, assessment(id, null, Band.UNKNOWN, known));
    }

    private void unknown(String id, String csm) {
        var missing = new Measured.Missing(Measured.Why.NOT_OBSERVED, null);
        put(id, csm, 0, assessment(id, null, Band.UNKNOWN, missing));
    }

    private static Assessment assessment(
            String id, @Nullable Points score, Band band, Measured waiting) {
        return new Assessment(
                id,
                "m1",
                score,
                band,
                Trend.STABLE,
                OptionalInt.empty(),
                1,
                List.of(),
                new TreeMap<>(Map.of("waiting", waiting)));
    }

    private void put(String id, @Nullable String csm, double value, Assessment assessment) {
        var fields = new TreeMap<String, Value>();
        fields.put("name", Given.text("Acme"));
        if (csm != null) {
            fields.put("csm", Given.text(csm));
        }
        if (value >= 0) {
            fields.put("value", Given.number(value));
        }
        Instant now = MONDAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        var account =
                new CanonicalRecord(
                        RecordType.ACCOUNT,
                        new RecordRef("salesforce", "Account", id),
                        now.minusSeconds(86_400),
                        now.minusSeconds(86_400),
                        fields);
        accounts.put(
                id,
                new Situation(account, Seen.at(now, account, Vocabulary.standard()), assessment));
    }
}
