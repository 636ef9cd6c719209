package dev.baton.core.handoff;

import dev.baton.core.measure.Measuring;
import dev.baton.core.measure.Milestone;
import dev.baton.core.measure.Occurrence;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.model.Reading;
import dev.baton.core.model.Seen;
import dev.baton.core.play.TaskPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deal on its way from sales to customer success, as it was at an instant.
 *
 * @param deal the opportunity's id
 * @param name what people call the deal, null where nobody tells
 * @param account its account's id
 * @param salesOwner the user who sold, null where nobody tells
 * @param owner the user who has it now, null while nobody has
 * @param days when what of it happened
 * @param fills what the empty fields of people's could be filled with
 * @param candidates who may take it over, in order of preference
 */
public record Handoff(
        String deal,
        @Nullable String name,
        String account,
        HandoffStatus status,
        Completeness completeness,
        @Nullable String salesOwner,
        @Nullable String owner,
        HandoffDays days,
        Map<HandoffField, String> fills,
        List<Assignment.Candidate> candidates) {
    private static final String ACCEPT = "Accept";
    private static final String RETURN = "Return";

    public Handoff {
        var copy = new EnumMap<HandoffField, String>(HandoffField.class);
        copy.putAll(fills);
        fills = Collections.unmodifiableMap(copy);
        candidates = List.copyOf(candidates);
    }

    /**
     * The handoff of a deal: a pure function of its arguments. Nothing when the deal is not to be
     * handed over and never was.
     *
     * @param zone in which days are told
     */
    public static Optional<Handoff> of(HandoffRules rules, Subject subject, ZoneId zone) {
        Seen deal = subject.deal();
        LocalDate openedOn =
                rules.opening()
                        .opened(deal, zone)
                        .map(at -> LocalDate.ofInstant(at, zone))
                        .orElse(subject.held().day(HandoffField.OPENED_ON));
        return openedOn == null
                ? Optional.empty()
                : Optional.of(new Telling(rules, subject, zone, openedOn).handoff());
    }

    /** What is worked out of one deal. */
    private record Telling(HandoffRules rules, Subject subject, ZoneId zone, LocalDate openedOn) {
        Handoff handoff() {
            Seen deal = subject.deal();
            Completeness completeness = Completeness.of(rules.items(), rules.answers(), subject);
            HandoffDays days = days();
            return new Handoff(
                    subject.id(),
                    deal.read("name") instanceof Reading.Known known
                            ? Sold.text(known.value())
                            : null,
                    subject.facts().account().ref().id(),
                    status(completeness, days),
                    completeness,
                    Assignment.user(deal.read("sales_owner")),
                    subject.held().text(HandoffField.OWNER),
                    days,
                    fills(),
                    rules.assignment().candidates(subject.account()));
        }

        private boolean isAccepted() {
            return ACCEPT.equals(subject.held().text(HandoffField.DECISION));
        }

        private HandoffDays days() {
            LocalDate wonOn = day(subject.deal().moment("won_at"));
            LocalDate due =
                    wonOn == null ? null : TaskPlan.workday(wonOn.plusDays(rules.acceptDays()));
            if (!isAccepted()) {
                return new HandoffDays(openedOn, wonOn, due, null, null, null);
            }
            LocalDate before = subject.held().day(HandoffField.ACCEPTED_ON);
            return new HandoffDays(
                    openedOn,
                    wonOn,
                    due,
                    before == null ? LocalDate.ofInstant(subject.asOf(), zone) : before,
                    on(rules.kickoff(), HandoffField.KICKOFF_ON),
                    on(rules.firstValue(), HandoffField.FIRST_VALUE_ON));
        }

        private HandoffStatus status(Completeness completeness, HandoffDays days) {
            if (isLost() || rules.opening().when().test(subject.deal()) == Answer.NO) {
                return HandoffStatus.CANCELLED;
            }
            if (isAccepted()) {
                return days.firstValueOn() != null
                        ? HandoffStatus.FIRST_VALUE
                        : days.kickoffOn() != null
                                ? HandoffStatus.ONBOARDING
                                : HandoffStatus.ACCEPTED;
            }
            if (RETURN.equals(subject.held().text(HandoffField.DECISION))
                    && isStillReturned(completeness)) {
                return HandoffStatus.RETURNED;
            }
            return days.wonOn() == null ? HandoffStatus.DRAFT : HandoffStatus.WAITING;
        }

        /** What was returned for its gaps alone waits again once nobody can close any more. */
        private boolean isStillReturned(Completeness completeness) {
            return completeness.gaps().stream().anyMatch(gap -> !gap.untold())
                    || rules.answers().isAnswer(subject.held().text(HandoffField.RETURN_REASON));
        }

        private boolean isLost() {
            Instant lost = subject.deal().moment("lost_at");
            Instant won = subject.deal().moment("won_at");
            return lost != null && (won == null || lost.isAfter(won));
        }

        /** What cannot be told now stays as it was told. */
        private @Nullable LocalDate on(@Nullable Milestone milestone, HandoffField field) {
            LocalDate before = subject.held().day(field);
            if (milestone == null) {
                return before;
            }
            Instant from = openedOn.atStartOfDay(zone).toInstant();
            return switch (Measuring.at(subject.asOf(), subject.vocabulary())
                    .of(subject.facts())
                    .first(milestone, from)) {
                case Occurrence.Happened happened -> day(happened.sight().at());
                case Occurrence.Never never -> null;
                case Occurrence.NotObserved unobserved -> before;
                case Occurrence.NotTellable unknown -> before;
            };
        }

        private @Nullable LocalDate day(@Nullable Instant at) {
            return at == null ? null : LocalDate.ofInstant(at, zone);
        }

        private Map<HandoffField, String> fills() {
            var fills = new EnumMap<HandoffField, String>(HandoffField.class);
            rules.fills()
                    .forEach(
                            (field, from) -> {
                                if (subject.deal().read(from) instanceof Reading.Known known
                                        && rules.answers().isAnswer(known.value())) {
                                    fills.put(field, Sold.text(known.value()));
                                }
                            });
            String sold = Sold.of(subject);
            if (sold != null) {
                fills.putIfAbsent(HandoffField.SOLD, sold);
            }
            return fills;
        }
    }

    /** Days for which customer success has not decided; nothing in a draft and after. */
    public Optional<Long> daysWaiting(LocalDate today) {
        LocalDate won = days.wonOn();
        return won == null || !status.isUndecided()
                ? Optional.empty()
                : Optional.of(ChronoUnit.DAYS.between(won, today));
    }
}
