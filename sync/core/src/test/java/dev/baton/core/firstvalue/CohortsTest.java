package dev.baton.core.firstvalue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.measure.Measured.Sight;
import dev.baton.core.measure.Milestone;
import dev.baton.core.measure.Predicate;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CohortsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T00:00:00Z");

    private final List<Cohorts.Member> members = new ArrayList<>();

    private static FirstValue rule(@Nullable Double benchmark) {
        var any = new Milestone(RecordType.OPPORTUNITY, new Predicate.All(List.of()), "won_at");
        return new FirstValue("First order", any, any, "segment", benchmark, 0, true);
    }

    private static Sight at(Instant instant) {
        return new Sight(new RecordRef("crm", "Opportunity", "1"), instant, null);
    }

    private void reached(int n, String segment, double days) {
        for (int i = 0; i < n; i++) {
            members.add(
                    new Cohorts.Member(segment, new Course.Reached(at(START), at(LATER), days)));
        }
    }

    private Cohorts cohorts(@Nullable Double benchmark) {
        return Cohorts.of(rule(benchmark), members, LATER);
    }

    private static Cohorts.Member waiting(String segment, double days) {
        return new Cohorts.Member(segment, new Course.Waiting(at(START), days));
    }

    @Test
    void aSegmentIsHeldAgainstItsOwnMedian() {
        reached(10, "large", 100);
        reached(20, "small", 20);
        assertThat(cohorts(null).benchmark("large")).hasValue(100);
        assertThat(cohorts(null).benchmark("small")).hasValue(20);
        assertThat(cohorts(null).status(waiting("large", 50))).isEqualTo(Cohort.Status.ON_TRACK);
        assertThat(cohorts(null).status(waiting("small", 50))).isEqualTo(Cohort.Status.LATE);
    }

    @Test
    void aSegmentTooSmallToTellIsHeldAgainstAll() {
        reached(9, "large", 100);
        reached(20, "small", 20);
        assertThat(cohorts(null).benchmark("large")).isEqualTo(cohorts(null).benchmark());
        assertThat(cohorts(null).benchmark("unheard of")).hasValue(20);
    }

    @Test
    void aBenchmarkThatAPersonSetIsThatOfEverySegment() {
        reached(10, "large", 100);
        assertThat(cohorts(30.0).benchmark("large")).hasValue(30);
        assertThat(cohorts(30.0).benchmark()).hasValue(30);
    }

    @Test
    void whoBeganLaterTeachesNothingYet() {
        reached(10, "large", 100);
        members.add(new Cohorts.Member("large", new Course.Waiting(at(LATER), 1)));
        members.add(new Cohorts.Member("large", new Course.Untold(Course.Untold.Why.NOT_STARTED)));
        assertThat(cohorts(null).together().started()).isEqualTo(10);
        assertThat(cohorts(null).bySegment().keySet()).containsExactly("large");
    }
}
