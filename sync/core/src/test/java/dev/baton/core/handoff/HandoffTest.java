package dev.baton.core.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.Given;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandoffTest {
    private static final String TUESDAY = "2026-03-03T09:00:00Z";
    private static final String FRIDAY = "2026-03-06T09:00:00Z";

    private static Handoff handoff(Deals deal, String instant, Item... items) {
        return deal.on(instant, Deals.rules(items)).orElseThrow();
    }

    private static CanonicalRecord stakeholder(String deal, String role) {
        return Deals.record(
                RecordType.STAKEHOLDER,
                "00K" + deal,
                "2026-01-05T00:00:00Z",
                Map.of("deal", Given.text(deal), "role", Given.text(role)));
    }

    private static CanonicalRecord meeting(String heldAt) {
        return Deals.record(
                RecordType.ACTIVITY,
                "00U" + heldAt,
                "2026-01-05T00:00:00Z",
                Map.of("held_at", Given.moment(heldAt)));
    }

    @Test
    void aWonDealWaitsForCustomerSuccess() {
        Handoff handoff = handoff(Deals.won(), TUESDAY, Deals.GOALS);
        assertThat(handoff.status()).isEqualTo(HandoffStatus.WAITING);
        assertThat(handoff.days().openedOn()).isEqualTo("2026-03-02");
        assertThat(handoff.days().acceptDue()).as("a weekend moves it").isEqualTo("2026-03-09");
        assertThat(handoff.salesOwner()).isEqualTo(Deals.REP);
        assertThat(handoff.daysWaiting(LocalDate.parse("2026-03-06"))).contains(4L);
        assertThat(handoff.days().toAccept()).isEmpty();
    }

    @Test
    void aDealThatDoesNotMeetTheConditionIsNobodysHandoff() {
        Deals deal = Deals.won().with("stage", Given.text("Proposal"));
        assertThat(deal.on(TUESDAY, Deals.rules(Deals.GOALS))).isEmpty();
    }

    @Test
    void aDealOfLongAgoIsNobodysHandoff() {
        Deals deal =
                Deals.won()
                        .created("2025-11-01T00:00:00Z")
                        .with("won_at", Given.moment("2025-12-31T23:59:59Z"));
        assertThat(deal.on(TUESDAY, Deals.rules(Deals.GOALS))).isEmpty();
    }

    @Test
    void aDealThatIsEnteredAfterItWasWonIsHandedOverFromThenOn() {
        Deals deal = Deals.won().created("2026-03-04T00:00:00Z");
        assertThat(deal.on(TUESDAY, Deals.rules(Deals.GOALS))).isEmpty();
        assertThat(handoff(deal, FRIDAY, Deals.GOALS).days().openedOn()).isEqualTo("2026-03-04");
    }

    @Test
    void returnedForItsGapsItWaitsAgainOnceThereIsNone() {
        Deals deal = Deals.won().held(HandoffField.DECISION, "Return");
        assertThat(handoff(deal, TUESDAY, Deals.GOALS).status()).isEqualTo(HandoffStatus.RETURNED);
        deal.held(HandoffField.GOALS, "Halve the time to close the books");
        assertThat(handoff(deal, TUESDAY, Deals.GOALS).status()).isEqualTo(HandoffStatus.WAITING);
    }

    @Test
    void whatNobodyCanCloseKeepsNothingReturned() {
        Deals deal = Deals.won().held(HandoffField.DECISION, "Return");
        assertThat(handoff(deal, TUESDAY, Deals.BUYER).completeness().gaps()).hasSize(1);
        assertThat(handoff(deal, TUESDAY, Deals.BUYER).status()).isEqualTo(HandoffStatus.WAITING);
    }

    @Test
    void returnedForAReasonItStaysReturned() {
        Deals deal =
                Deals.won()
                        .held(HandoffField.DECISION, "Return")
                        .held(HandoffField.GOALS, "Halve the time to close the books")
                        .held(HandoffField.RETURN_REASON, "Whose books?");
        assertThat(handoff(deal, TUESDAY, Deals.GOALS).status()).isEqualTo(HandoffStatus.RETURNED);
    }

    @Test
    void acceptedItIsTheDayItWasFirstSeenSo() {
        Deals deal = Deals.won().held(HandoffField.DECISION, "Accept");
        Handoff first = handoff(deal, TUESDAY, Deals.GOALS);
        assertThat(first.status()).isEqualTo(HandoffStatus.ACCEPTED);
        assertThat(first.days().acceptedOn()).isEqualTo("2026-03-03");
        deal.held(HandoffField.ACCEPTED_ON, LocalDate.parse("2026-03-03"));
        Handoff later = handoff(deal, FRIDAY, Deals.GOALS);
        assertThat(later.days().acceptedOn()).isEqualTo("2026-03-03");
        assertThat(later.days().toAccept()).contains(1L);
        assertThat(later.daysWaiting(LocalDate.parse("2026-03-06"))).isEmpty();
    }

    @Test
    void acceptanceThatIsTakenBackCountsNoMore() {
        Deals deal = Deals.won().held(HandoffField.ACCEPTED_ON, LocalDate.parse("2026-03-03"));
        assertThat(handoff(deal, FRIDAY, Deals.GOALS).days().acceptedOn()).isNull();
    }

    @Test
    void nothingBeginsBeforeItIsAccepted() {
        Deals deal =
                Deals.won()
                        .observing(RecordType.ACTIVITY, meeting("2026-03-04T10:00:00Z"))
                        .observing(RecordType.USAGE, Given.usage("first", "2026-03-05", 1));
        Handoff waiting = handoff(deal, FRIDAY, Deals.GOALS);
        assertThat(waiting.status()).isEqualTo(HandoffStatus.WAITING);
        assertThat(waiting.days().kickoffOn()).isNull();
        deal.held(HandoffField.DECISION, "Accept");
        Handoff accepted = handoff(deal, FRIDAY, Deals.GOALS);
        assertThat(accepted.status()).isEqualTo(HandoffStatus.FIRST_VALUE);
        assertThat(accepted.days().kickoffOn()).isEqualTo("2026-03-04");
        assertThat(accepted.days().firstValueOn()).isEqualTo("2026-03-05");
    }

    @Test
    void aMeetingBeforeTheDealIsNoKickoff() {
        Deals deal =
                Deals.won()
                        .held(HandoffField.DECISION, "Accept")
                        .observing(RecordType.ACTIVITY, meeting("2026-03-01T10:00:00Z"));
        assertThat(handoff(deal, FRIDAY, Deals.GOALS).status()).isEqualTo(HandoffStatus.ACCEPTED);
    }

    @Test
    void whatCannotBeToldNowStaysAsItWasTold() {
        Deals deal =
                Deals.won()
                        .held(HandoffField.DECISION, "Accept")
                        .held(HandoffField.KICKOFF_ON, LocalDate.parse("2026-03-04"));
        Handoff handoff = handoff(deal, FRIDAY, Deals.GOALS);
        assertThat(handoff.days().kickoffOn()).isEqualTo("2026-03-04");
        assertThat(handoff.status()).isEqualTo(HandoffStatus.ONBOARDING);
    }

    @Test
    void aDealThatIsTakenBackOrLostIsCancelled() {
        Deals back =
                Deals.won()
                        .with("stage", Given.text("Negotiation"))
                        .held(HandoffField.OPENED_ON, LocalDate.parse("2026-03-02"));
        assertThat(handoff(back, FRIDAY, Deals.GOALS).status()).isEqualTo(HandoffStatus.CANCELLED);
        Deals lost = Deals.won().with("lost_at", Given.moment("2026-03-05T00:00:00Z"));
        assertThat(handoff(lost, TUESDAY, Deals.GOALS).status()).isEqualTo(HandoffStatus.WAITING);
        assertThat(handoff(lost, FRIDAY, Deals.GOALS).status()).isEqualTo(HandoffStatus.CANCELLED);
    }

    @Test
    void aDealThatIsNotWonYetIsADraftWithoutAClock() {
        HandoffRules early =
                new HandoffRules(
                        new Opening(Deals.WON, "stage_entered", LocalDate.parse("2026-01-01")),
                        5,
                        null,
                        null,
                        new java.util.TreeMap<>(),
                        Answers.STANDARD,
                        Assignment.NOBODY,
                        List.of(Deals.GOALS));
        Deals deal =
                Deals.won()
                        .without("won_at")
                        .with("stage_entered", Given.moments("2026-02-20T00:00:00Z"));
        Handoff handoff = deal.on(TUESDAY, early).orElseThrow();
        assertThat(handoff.status()).isEqualTo(HandoffStatus.DRAFT);
        assertThat(handoff.days().openedOn()).isEqualTo("2026-02-20");
        assertThat(handoff.days().acceptDue()).isNull();
        assertThat(handoff.daysWaiting(LocalDate.parse("2026-03-03"))).isEmpty();
    }

    @Test
    void completenessIsToldInWholePercentHalvesUp() {
        Deals deal = Deals.won().with("pain", Given.text("Nobody knows the stock"));
        assertThat(
                        handoff(deal, TUESDAY, Deals.GOALS, Deals.PAIN, Deals.BUYER)
                                .completeness()
                                .percent())
                .isEqualTo(33);
        assertThat(new Completeness(8, List.of()).percent()).isEqualTo(100);
        Gap gap = new Gap("goals", "Goals", Closer.CSM, false);
        assertThat(new Completeness(8, List.of(gap)).percent()).as("87.5").isEqualTo(88);
    }

    @Test
    void aGapSaysWhoCanCloseItAndWhetherAnythingCouldTell() {
        Deals deal = Deals.won();
        List<Gap> gaps = handoff(deal, TUESDAY, Deals.GOALS, Deals.BUYER).completeness().gaps();
        assertThat(gaps)
                .extracting(Gap::words)
                .containsExactly(
                        "What about goals (sales owner)",
                        "What about buyer (sales owner; nothing that Baton reads tells it)");
    }

    @Test
    void rolesCountOfTheDealItselfAlone() {
        Deals other =
                Deals.won()
                        .observing(
                                RecordType.STAKEHOLDER,
                                stakeholder("006000000000002AAA", "Economic Buyer"),
                                stakeholder(Deals.DEAL, "User"));
        assertThat(handoff(other, TUESDAY, Deals.BUYER).completeness().gaps())
                .containsExactly(new Gap("buyer", "What about buyer", Closer.SALES_OWNER, false));
        other.observing(RecordType.STAKEHOLDER, stakeholder(Deals.DEAL, "Economic Buyer"));
        assertThat(handoff(other, TUESDAY, Deals.BUYER).completeness().gaps()).isEmpty();
    }

    @Test
    void theQuestionAndTheDefaultAreNoAnswers() {
        Item item =
                new Item(
                        "pain",
                        "What hurts?",
                        Closer.SALES_OWNER,
                        new Evidence.OfField(RecordType.OPPORTUNITY, "pain"),
                        List.of("Describe here"),
                        List.of("none"));
        for (String nothing : List.of("what hurts?", "describe here", "tbd", "?")) {
            Deals deal = Deals.won().with("pain", Given.text(nothing));
            assertThat(handoff(deal, TUESDAY, item).completeness().gaps()).as(nothing).hasSize(1);
        }
        Deals none = Deals.won().with("pain", Given.text("None"));
        assertThat(handoff(none, TUESDAY, item).completeness().gaps()).isEmpty();
    }

    @Test
    void anEmptyFieldOfPeoplesIsFilledAndAFilledOneNever() {
        Deals deal = Deals.won().with("pain", Given.text("Nobody knows the stock"));
        Handoff handoff = handoff(deal, TUESDAY, Deals.PAIN);
        assertThat(HandoffText.fills(handoff, deal.held()))
                .containsExactly(Map.entry(HandoffField.PAINS, "Nobody knows the stock"));
        deal.held(HandoffField.PAINS, "The stock is wrong on Mondays");
        assertThat(HandoffText.fills(handoff(deal, TUESDAY, Deals.PAIN), deal.held())).isEmpty();
    }

    @Test
    void whatSaysNothingFillsNothing() {
        Deals deal = Deals.won().with("pain", Given.text("tbd"));
        assertThat(HandoffText.fills(handoff(deal, TUESDAY, Deals.PAIN), deal.held())).isEmpty();
    }

    @Test
    void whatWasSoldIsToldByItsLines() {
        Deals deal =
                Deals.won()
                        .observing(
                                RecordType.LINE,
                                line("b", Deals.DEAL, "Suite", 40),
                                line("a", Deals.DEAL, "Mail", 10),
                                line("c", "006000000000002AAA", "Other", 1));
        assertThat(HandoffText.fills(handoff(deal, TUESDAY, Deals.GOALS), deal.held()))
                .containsExactly(Map.entry(HandoffField.SOLD, "Mail, 10\nSuite, 40"));
    }

    private static CanonicalRecord line(String id, String deal, String product, double quantity) {
        return Deals.record(
                RecordType.LINE,
                id,
                "2026-01-05T00:00:00Z",
                Map.of(
                        "deal",
                        Given.text(deal),
                        "product",
                        Given.text(product),
                        "quantity",
                        Given.number(quantity)));
    }
}
