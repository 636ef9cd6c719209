package dev.baton.app;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import dev.baton.engine.Review;
import dev.baton.port.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What cannot all be true: then outcomes and data speak of different things, and a backtest of them
 * proves little.
 */
final class BacktestContradictions {
    /** Accounts named for each. */
    private static final int NAMED = 5;

    /** Figures of a period that began before the customer did are no contradiction. */
    private static final int PERIOD_DAYS = 31;

    /** How long after a look the outcome is awaited: a quarter. */
    private static final int HORIZON_DAYS = 92;

    private static final List<String> STARTS = List.of("customer_since", "contract_starts_on");
    private static final List<String> ENDS = List.of("renewal_on", "contract_ends_on");

    private enum Kind {
        USAGE_BEFORE_START(
                "usage.on",
                "usage before the contract starts",
                "check the start of the contract, and that the usage is this customer's"),
        TICKETS_BEFORE_START(
                "ticket.created_at",
                "tickets before the sign-up",
                "check the start of the contract, and the link of the helpdesk's organisation"),
        CHURNED_WITH_OPEN_CONTRACT(
                "outcomes.churned",
                "churned, though the contract ran on for more than a quarter",
                "check the outcome, and whether the contract's end was kept up to date"),
        CHURNED_WITHOUT_FLAG(
                "outcomes.churned",
                "churned for more than a quarter, though the model's terminal states say nothing of"
                        + " it",
                "check the outcome, and whether the field that says so is kept up to date"),
        FLAG_WITHOUT_CHURN(
                "outcomes.churned",
                "in a terminal state of the model, though no outcome says that the account left",
                "add the outcome, or check the field that says so"),
        LOST_RENEWAL_WITHOUT_FLAG(
                "outcomes.churned",
                "a renewal was lost within a quarter, and the outcome says that the account stayed",
                "mark the outcome as churned, or map which lost deals end a contract");

        private final String where;
        private final String what;
        private final String fix;

        Kind(String where, String what, String fix) {
            this.where = where;
            this.what = what;
            this.fix = fix;
        }
    }

    private final Review review;
    private final Vocabulary vocabulary;
    private final Map<Kind, SortedSet<String>> found;

    private BacktestContradictions(Review review, Map<Kind, SortedSet<String>> found) {
        this.review = review;
        this.vocabulary = review.mappings().vocabulary();
        this.found = found;
    }

    /**
     * Looks at each day and at what is known at the end, for who left is no customer then.
     *
     * @param looks that were judged
     */
    static List<Finding> in(Review last, BacktestLooks looks) {
        var found = new EnumMap<Kind, SortedSet<String>>(Kind.class);
        SortedMap<String, SortedMap<LocalDate, Boolean>> fates = looks.fatesByAccount();
        looks.each(at -> new BacktestContradictions(at.review(), found).look(at.assessed(), fates));
        var atEnd = new BacktestContradictions(last, found);
        last.each(
                assessed -> {
                    atEnd.look(assessed, fates);
                    atEnd.flag(assessed, fates);
                });
        return told(found);
    }

    private void look(
            Review.Assessed assessed, SortedMap<String, SortedMap<LocalDate, Boolean>> fates) {
        SortedMap<LocalDate, Boolean> own = fates.get(assessed.account().ref().id());
        if (own != null) {
            look(assessed, own, first(assessed.account(), STARTS));
        }
    }

    private void look(
            Review.Assessed assessed,
            SortedMap<LocalDate, Boolean> fates,
            @Nullable Instant start) {
        for (CanonicalRecord record : assessed.facts().records()) {
            Instant at = placed(record);
            if (at != null && start != null) {
                before(record, at, start, assessed);
            }
            lostUnflagged(record, fates, assessed);
        }
        Instant end = first(assessed.account(), ENDS);
        if (end != null && leftBefore(end.atZone(ZoneOffset.UTC).toLocalDate(), fates)) {
            add(Kind.CHURNED_WITH_OPEN_CONTRACT, assessed);
        }
    }

    /** Only where the model has terminal states can the CRM say that somebody left. */
    private void flag(
            Review.Assessed assessed, SortedMap<String, SortedMap<LocalDate, Boolean>> fates) {
        SortedMap<LocalDate, Boolean> own = fates.get(assessed.account().ref().id());
        if (own == null || review.mappings().model().rules().terminal().isEmpty()) {
            return;
        }
        LocalDate lastLook = own.lastKey();
        LocalDate today = review.asOf().atZone(ZoneOffset.UTC).toLocalDate();
        boolean ended = assessed.assessment().isEnded();
        boolean left = own.getOrDefault(lastLook, false);
        if (left && !ended && lastLook.plusDays(HORIZON_DAYS).isBefore(today)) {
            add(Kind.CHURNED_WITHOUT_FLAG, assessed);
        } else if (ended && !own.containsValue(true)) {
            add(Kind.FLAG_WITHOUT_CHURN, assessed);
        }
    }

    /** Left more than a quarter before the contract ends, and did not come back. */
    private static boolean leftBefore(LocalDate end, SortedMap<LocalDate, Boolean> fates) {
        boolean gone = false;
        for (Map.Entry<LocalDate, Boolean> fate : fates.entrySet()) {
            boolean early = fate.getKey().plusDays(HORIZON_DAYS).isBefore(end);
            gone = fate.getValue() && (gone || early);
        }
        return gone;
    }

    private void before(
            CanonicalRecord record, Instant at, Instant start, Review.Assessed assessed) {
        if (record.type() == RecordType.USAGE
                && at.isBefore(start.minus(PERIOD_DAYS, ChronoUnit.DAYS))) {
            add(Kind.USAGE_BEFORE_START, assessed);
        } else if (record.type() == RecordType.TICKET && at.isBefore(start)) {
            add(Kind.TICKETS_BEFORE_START, assessed);
        }
    }

    private @Nullable Instant placed(CanonicalRecord record) {
        return switch (record.type()) {
            case USAGE -> moment(record, "on");
            case TICKET -> record.createdAt();
            case ACCOUNT, CONTACT, OPPORTUNITY, SURVEY, ACTIVITY, STAKEHOLDER, LINE, PROMISE ->
                    null;
        };
    }

    private void lostUnflagged(
            CanonicalRecord record, SortedMap<LocalDate, Boolean> fates, Review.Assessed assessed) {
        String kind = record.type() == RecordType.OPPORTUNITY ? record.text("kind") : null;
        Instant lost =
                kind != null && kind.toLowerCase(Locale.ROOT).contains("renewal")
                        ? moment(record, "lost_at")
                        : null;
        if (lost == null) {
            return;
        }
        LocalDate day = lost.atZone(ZoneOffset.UTC).toLocalDate();
        fates.forEach(
                (look, left) -> {
                    boolean soon = day.isAfter(look) && !day.isAfter(look.plusDays(HORIZON_DAYS));
                    if (soon && !left) {
                        add(Kind.LOST_RENEWAL_WITHOUT_FLAG, assessed);
                    }
                });
    }

    /** The first of some fields that the mapping has and the account fills. */
    private @Nullable Instant first(CanonicalRecord account, List<String> fields) {
        for (String field : fields) {
            Instant at = moment(account, field);
            if (at != null) {
                return at;
            }
        }
        return null;
    }

    /** Also one to come: a contract's end is no event that has happened. */
    private @Nullable Instant moment(CanonicalRecord record, String field) {
        if (vocabulary.field(record.type(), field).isEmpty()) {
            return null;
        }
        Value value = record.fields().get(field);
        return value instanceof Value.Day day
                ? day.day().atStartOfDay(ZoneOffset.UTC).toInstant()
                : Seen.at(review.asOf(), record, vocabulary)
                        .map(seen -> seen.moment(field))
                        .orElse(null);
    }

    private void add(Kind kind, Review.Assessed assessed) {
        found.computeIfAbsent(kind, none -> new TreeSet<>()).add(assessed.account().ref().id());
    }

    private static List<Finding> told(Map<Kind, SortedSet<String>> found) {
        var findings = new ArrayList<Finding>();
        found.forEach(
                (kind, accounts) ->
                        findings.add(
                                Finding.warning(
                                        kind.where,
                                        kind.what
                                                + ": "
                                                + accounts.size()
                                                + (accounts.size() == 1 ? " account" : " accounts")
                                                + ", among them "
                                                + String.join(
                                                        ", ",
                                                        accounts.stream().limit(NAMED).toList()),
                                        kind.fix)));
        return findings;
    }
}
