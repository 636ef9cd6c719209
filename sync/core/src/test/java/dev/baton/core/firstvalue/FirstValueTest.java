package dev.baton.core.firstvalue;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.core.Given;
import dev.baton.core.firstvalue.Cohort.Status;
import dev.baton.core.measure.Milestone;
import dev.baton.core.measure.Predicate;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstValueTest {
    private static final Instant AS_OF = at("2026-06-30T12:00:00Z");
    private static final String BORN = "2025-01-01T00:00:00Z";
    private static final FirstValue RULE =
            new FirstValue(
                    "First order",
                    new Milestone(RecordType.OPPORTUNITY, new Predicate.Always(), "won_at"),
                    new Milestone(
                            RecordType.USAGE,
                            new Predicate.Compare("value", Predicate.Comparator.ABOVE, number(0)),
                            "on"),
                    null,
                    null,
                    30,
                    false);

    private static CanonicalRecord deal(@Nullable String won) {
        var fields = new TreeMap<String, Value>();
        if (won != null) {
            fields.put("won_at", moment(won));
        }
        return new CanonicalRecord(
                RecordType.OPPORTUNITY,
                new RecordRef("salesforce", "Opportunity", "006"),
                at(BORN),
                at(BORN),
                fields);
    }

    private static Course course(CanonicalRecord... records) {
        return RULE.of(facts(BORN, List.of(records)), AS_OF, Vocabulary.standard());
    }

    /** The account's own record starts and stops clocks as any other. */
    @Test
    void theClockMayRunFromAFieldOfTheAccount() {
        var sinceBirth =
                new FirstValue(
                        "First order",
                        new Milestone(RecordType.ACCOUNT, new Predicate.Always(), "override_until"),
                        RULE.until(),
                        null,
                        null,
                        0,
                        false);
        var facts =
                new AccountFacts(
                        Given.accountDraft(BORN)
                                .with("override_until", Given.day("2026-03-01"))
                                .done(),
                        List.of(usage("first", "2026-03-11", 2)),
                        Set.of(RecordType.USAGE));
        assertThat(sinceBirth.of(facts, AS_OF, Vocabulary.standard()))
                .isInstanceOfSatisfying(
                        Course.Reached.class, reached -> assertThat(reached.days()).isEqualTo(10));
    }

    @Test
    void theClockRunsFromTheWonDealToTheFirstOrderFromThenOn() {
        Course course =
                course(
                        deal("2026-03-01T12:00:00Z"),
                        usage("before", "2026-02-01", 7),
                        usage("nothing", "2026-03-08", 0),
                        usage("first", "2026-03-11", 2),
                        usage("second", "2026-03-18", 9));
        assertThat(course)
                .isInstanceOfSatisfying(
                        Course.Reached.class,
                        reached -> {
                            assertThat(reached.days()).isCloseTo(9.5, within(1e-9));
                            assertThat(reached.value().ref().id()).isEqualTo("first");
                        });
    }

    @Test
    void whatADayDatesCountsOnTheDayOfTheStart() {
        assertThat(course(deal("2026-03-01T12:00:00Z"), usage("same", "2026-03-01", 1)))
                .isInstanceOfSatisfying(
                        Course.Reached.class, reached -> assertThat(reached.days()).isZero());
    }

    @Test
    void whoHasNothingYetWaitsAndIsNotReadAsNoughtDays() {
        assertThat(course(deal("2026-06-20T12:00:00Z")))
                .isInstanceOfSatisfying(
                        Course.Waiting.class,
                        waiting -> assertThat(waiting.days()).isCloseTo(10, within(1e-9)));
    }

    @Test
    void whatNobodyKnowsIsUntold() {
        assertThat(course(usage("first", "2026-03-11", 2)))
                .isEqualTo(new Course.Untold(Course.Untold.Why.NOT_STARTED));
        assertThat(course(deal(null))).isEqualTo(new Course.Untold(Course.Untold.Why.NOT_STARTED));
        var blind =
                facts(
                        BORN,
                        List.of(deal("2026-03-01T12:00:00Z")),
                        EnumSet.of(RecordType.OPPORTUNITY));
        assertThat(RULE.of(blind, AS_OF, Vocabulary.standard()))
                .isEqualTo(new Course.Untold(Course.Untold.Why.NO_SOURCE_OF_VALUE));
        var complete = new FirstValue("", RULE.from(), RULE.until(), null, null, 30, true);
        assertThat(complete.of(blind, AS_OF, Vocabulary.standard()))
                .as("who would be named waits")
                .isInstanceOf(Course.Waiting.class);
    }

    @Test
    void theFirstRecordOfASourceIsNobodysFirstValue() {
        Course old = course(deal("2026-01-01T12:00:00Z"), usage("first", "2026-03-11", 2));
        Instant begins =
                RULE.sourceBegins(
                                facts(BORN, List.of(usage("nothing", "2026-03-01", 0))),
                                AS_OF,
                                Vocabulary.standard())
                        .orElseThrow();
        assertThat(begins).isEqualTo(at("2026-03-01T00:00:00Z"));
        assertThat(FirstValue.within(old, begins))
                .isEqualTo(new Course.Untold(Course.Untold.Why.BEFORE_SOURCE));
        Course since = course(deal("2026-03-02T12:00:00Z"), usage("first", "2026-03-11", 2));
        assertThat(FirstValue.within(since, begins)).isEqualTo(since);
        assertThat(FirstValue.within(old, null)).isEqualTo(old);
    }

    @Test
    void whatLiesAheadHasNotHappened() {
        assertThat(course(deal("2026-03-01T12:00:00Z"), usage("later", "2026-07-15", 3)))
                .isInstanceOf(Course.Waiting.class);
        assertThat(course(deal("2026-07-10T00:00:00Z")))
                .isEqualTo(new Course.Untold(Course.Untold.Why.NOT_STARTED));
    }

    @Test
    void eachIsJudgedByTheBenchmarkAndNobodyTooEarly() {
        OptionalDouble benchmark = OptionalDouble.of(60);
        assertThat(status("2026-06-15T12:00:00Z", benchmark)).isEqualTo(Status.TOO_EARLY);
        assertThat(status("2026-05-25T12:00:00Z", benchmark)).isEqualTo(Status.ON_TRACK);
        assertThat(status("2026-05-10T12:00:00Z", benchmark)).isEqualTo(Status.AT_RISK);
        assertThat(status("2026-04-20T12:00:00Z", benchmark)).isEqualTo(Status.LATE);
        assertThat(status("2026-04-20T12:00:00Z", OptionalDouble.empty()))
                .isEqualTo(Status.NO_BENCHMARK);
    }

    private static Status status(String won, OptionalDouble benchmark) {
        return Cohort.status(RULE, course(deal(won)), benchmark);
    }

    @Test
    void aShareHasWilsonsInterval() {
        List<Course> courses =
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        i < 10
                                                ? course(
                                                        deal("2026-03-01T12:00:00Z"),
                                                        usage("first", "2026-03-11", 2))
                                                : course(deal("2026-03-01T12:00:00Z")))
                        .toList();
        Cohort cohort = Cohort.of(courses);
        assertThat(cohort.started()).isEqualTo(40);
        Cohort.Share share = cohort.share();
        // 10 of 40 by Wilson's score: 0.1419 to 0.4019.
        assertThat(share.share()).isEqualTo(0.25);
        assertThat(share.low()).isCloseTo(0.1419, within(0.0005));
        assertThat(share.high()).isCloseTo(0.4019, within(0.0005));
        assertThat(cohort.benchmark()).as("a quarter is no half").isEmpty();
    }

    @Test
    void aFewDoNotMakeABenchmark() {
        Course reached = course(deal("2026-03-01T12:00:00Z"), usage("first", "2026-03-11", 2));
        assertThat(Cohort.of(Collections.nCopies(9, reached)).benchmark()).isEmpty();
        assertThat(Cohort.of(Collections.nCopies(10, reached)).benchmark()).hasValue(9.5);
    }
}
