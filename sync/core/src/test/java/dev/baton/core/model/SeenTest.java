package dev.baton.core.model;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.day;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.moments;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenTest {
    private static final Vocabulary VOCABULARY =
            Vocabulary.standard()
                    .with(
                            RecordType.TICKET,
                            List.of(
                                    FieldSpec.fixed("opened_by", FieldType.TEXT),
                                    FieldSpec.event("due_on", FieldType.DAY)));
    private static final Reading EMPTY = new Reading.Empty();
    private static final Reading UNKNOWN = new Reading.Unknown();

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T11:59:59.999999999Z, false",
        "2026-03-01T12:00:00Z, true",
        "2026-03-01T12:00:00.000000001Z, true"
    })
    void aRecordExistsFromTheInstantOfItsCreation(String asOf, boolean exists) {
        CanonicalRecord record = ticket("1", "2026-03-01T12:00:00Z").done();
        assertThat(Seen.at(at(asOf), record, VOCABULARY).isPresent()).isEqualTo(exists);
    }

    @Test
    void aRecordOfUnknownCreationHasExistedAlways() {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z").createdNobodyKnowsWhen().done();
        assertThat(Seen.at(at("1999-01-01T00:00:00Z"), record, VOCABULARY)).isPresent();
        assertThat(seen("2026-03-02T00:00:00Z", record).read("created_at")).isEqualTo(EMPTY);
    }

    @Test
    void theCreationIsAFieldOfEveryRecord() {
        CanonicalRecord record = ticket("1", "2026-03-01T12:00:00Z").done();
        assertThat(seen("2026-03-02T00:00:00Z", record).read("created_at"))
                .isEqualTo(known(moment("2026-03-01T12:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, UNKNOWN",
        "2026-03-09T23:59:59Z, UNKNOWN",
        "2026-03-10T00:00:00Z, open",
        "2026-04-01T00:00:00Z, open"
    })
    void stateIsToldOnlySinceThisVersion(String asOf, String expected) {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z")
                        .modified("2026-03-10T00:00:00Z")
                        .with("status", text("open"))
                        .done();
        Reading reading = seen(asOf, record).read("status");
        assertThat(reading).isEqualTo(expected.equals("open") ? known(text("open")) : UNKNOWN);
        assertThat(seen(asOf, record).state()).isEqualTo(expected.equals("open") ? "open" : null);
    }

    @Test
    void anEmptyStateOfTodayIsUnknownYesterday() {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z").modified("2026-03-10T00:00:00Z").done();
        assertThat(seen("2026-03-05T00:00:00Z", record).read("priority")).isEqualTo(UNKNOWN);
        assertThat(seen("2026-03-10T00:00:00Z", record).read("priority")).isEqualTo(EMPTY);
    }

    @Test
    void aFixedFieldIsTrueThroughTheWholeLife() {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z")
                        .modified("2026-03-10T00:00:00Z")
                        .with("opened_by", text("phone"))
                        .done();
        assertThat(seen("2026-03-01T12:00:00Z", record).read("opened_by"))
                .isEqualTo(known(text("phone")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05T09:59:59Z, false",
        "2026-03-05T10:00:00Z, true",
        "2026-03-07T00:00:00Z, true"
    })
    void anEventHasNotHappenedBeforeItsInstant(String asOf, boolean happened) {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z")
                        .modified("2026-03-10T00:00:00Z")
                        .with("first_replied_at", moment("2026-03-05T10:00:00Z"))
                        .done();
        assertThat(seen(asOf, record).read("first_replied_at"))
                .isEqualTo(happened ? known(moment("2026-03-05T10:00:00Z")) : EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03T00:00:00Z, 0,",
        "2026-03-04T08:00:00Z, 1, 2026-03-04T08:00:00Z",
        "2026-03-11T23:59:59Z, 1, 2026-03-04T08:00:00Z",
        "2026-03-12T00:00:00Z, 2, 2026-03-12T00:00:00Z"
    })
    void ofSeveralMomentsOnlyThePastOnesAreSeenAndTheLastCounts(
            String asOf, int count, @org.jspecify.annotations.Nullable String last) {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z")
                        .with("solved_at", moments("2026-03-12T00:00:00Z", "2026-03-04T08:00:00Z"))
                        .done();
        Seen seen = seen(asOf, record);
        int counted =
                seen.read("solved_at") instanceof Reading.Known known
                                && known.value() instanceof Value.Moments all
                        ? all.at().size()
                        : 0;
        assertThat(counted).isEqualTo(count);
        assertThat(seen.moment("solved_at")).isEqualTo(last == null ? null : at(last));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-30T23:59:59.999999999Z, false",
        "2026-03-31T00:00:00Z, true",
        "2026-03-31T23:00:00Z, true"
    })
    void aDayBeginsAtMidnightInUtc(String asOf, boolean begun) {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z").with("due_on", day("2026-03-31")).done();
        assertThat(seen(asOf, record).read("due_on"))
                .isEqualTo(begun ? known(day("2026-03-31")) : EMPTY);
        assertThat(seen(asOf, record).moment("due_on"))
                .isEqualTo(begun ? at("2026-03-31T00:00:00Z") : null);
        assertThat(seen(asOf, usage("u", "2026-03-31", 4)).moment("on") != null).isEqualTo(begun);
    }

    @Test
    void byEventsAloneNoStateIsTold() {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z")
                        .with("status", text("open"))
                        .with("opened_by", text("phone"))
                        .with("first_replied_at", moment("2026-03-01T13:00:00Z"))
                        .done();
        Seen seen = Seen.at(at("2026-03-20T00:00:00Z"), record, VOCABULARY, true).orElseThrow();
        assertThat(seen.read("status")).isEqualTo(UNKNOWN);
        assertThat(seen.state()).isNull();
        assertThat(seen.read("opened_by")).isEqualTo(known(text("phone")));
        assertThat(seen.read("first_replied_at")).isEqualTo(known(moment("2026-03-01T13:00:00Z")));
    }

    @Test
    void aTextIsNoMomentAndAUsageFigureHasNoState() {
        CanonicalRecord record =
                ticket("1", "2026-03-01T12:00:00Z").with("status", text("open")).done();
        assertThat(seen("2026-03-20T00:00:00Z", record).moment("status")).isNull();
        assertThat(seen("2026-03-20T00:00:00Z", usage("u", "2026-03-01", 1)).state()).isNull();
    }

    @Test
    void aFieldThatNobodyDeclaredIsAProgrammingError() {
        CanonicalRecord record = ticket("1", "2026-03-01T12:00:00Z").done();
        assertThatThrownBy(() -> seen("2026-03-20T00:00:00Z", record).read("prioriti"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no field prioriti on ticket");
    }

    @Test
    void numbersAreFiniteAndThereIsOneZero() {
        assertThat(number(-0.0)).isEqualTo(number(0));
        assertThatThrownBy(() -> number(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> number(Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void momentsAreSortedAndCountedOnce() {
        assertThat(moments("2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"))
                .isEqualTo(moments("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"));
        assertThatThrownBy(Given::moments).isInstanceOf(IllegalArgumentException.class);
    }

    private static Seen seen(String asOf, CanonicalRecord record) {
        return Seen.at(at(asOf), record, VOCABULARY).orElseThrow();
    }

    private static Reading known(Value value) {
        return new Reading.Known(value);
    }
}
