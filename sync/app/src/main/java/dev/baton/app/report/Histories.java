package dev.baton.app.report;

import dev.baton.app.report.History.Deal;
import dev.baton.app.report.History.Departure;
import dev.baton.app.report.History.How;
import dev.baton.app.report.History.Ticket;
import dev.baton.core.firstvalue.Course;
import dev.baton.core.firstvalue.FirstValue;
import dev.baton.core.health.Band;
import dev.baton.core.health.Products;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.Reading;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import dev.baton.engine.Review;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what reports need of every account, customers and those that were or will be. */
public final class Histories {
    private static final String PRODUCT = "product";
    private static final String FIT = "fit_at_close";

    private final Instant asOf;
    private final Vocabulary vocabulary;
    private final String renewal;
    private final @Nullable FirstValue rule;
    private final @Nullable String product;
    private final String themes;
    private final boolean fit;
    private final List<History> all = new ArrayList<>();
    private @Nullable Instant valueBegins;

    private Histories(Review review, String renewal) {
        asOf = review.asOf();
        vocabulary = review.mappings().vocabulary();
        this.renewal = renewal;
        rule = review.mappings().firstValue();
        Products products = review.mappings().model().rules().products();
        String field = products == null ? PRODUCT : products.field();
        product =
                vocabulary
                        .field(RecordType.OPPORTUNITY, field)
                        .filter(spec -> spec.type() == FieldType.TEXT)
                        .map(spec -> field)
                        .orElse(null);
        fit = vocabulary.field(RecordType.OPPORTUNITY, FIT).isPresent();
        themes = fills(review, RecordType.TICKET, "themes") ? "themes" : "labels";
    }

    /**
     * In order of id.
     *
     * @param renewal what a renewal's kind contains, letter case aside
     */
    public static List<History> of(Review review, String renewal) {
        var histories = new Histories(review, renewal);
        review.each(
                assessed ->
                        histories.add(
                                assessed.facts(),
                                true,
                                assessed.health().band(),
                                assessed.health().isEnded()));
        review.others(facts -> histories.add(facts, false, Band.UNKNOWN, false));
        return histories.all.stream()
                .map(histories::sinceTheValueIsTold)
                .sorted(Comparator.comparing(History::account))
                .toList();
    }

    /** Whether the mapping says anything of a field. */
    public static boolean fills(Review review, RecordType type, String field) {
        return review.mappings().sources().stream()
                .anyMatch(source -> source.type() == type && source.fields().contains(field));
    }

    private void add(AccountFacts facts, boolean customer, Band band, boolean ended) {
        CanonicalRecord account = facts.account();
        Seen seen = Seen.at(asOf, account, vocabulary).orElse(null);
        if (seen == null) {
            return;
        }
        List<Deal> deals = seen(facts, RecordType.OPPORTUNITY).stream().map(this::deal).toList();
        List<Ticket> tickets =
                facts.observed().contains(RecordType.TICKET)
                        ? seen(facts, RecordType.TICKET).stream().map(this::ticket).toList()
                        : null;
        if (rule != null) {
            rule.sourceBegins(facts, asOf, vocabulary)
                    .filter(begin -> valueBegins == null || begin.isBefore(valueBegins))
                    .ifPresent(begin -> valueBegins = begin);
        }
        all.add(
                new History(
                        account.ref(),
                        account.text("external_id"),
                        text(seen, "name"),
                        text(seen, "segment"),
                        number(seen, "value"),
                        customer && !ended,
                        band,
                        departure(seen, deals, ended ? account.modifiedAt() : null),
                        deals,
                        tickets,
                        rule == null ? null : rule.of(facts, asOf, vocabulary)));
    }

    private List<Seen> seen(AccountFacts facts, RecordType type) {
        return facts.records().stream()
                .filter(record -> record.type() == type)
                .flatMap(record -> Seen.at(asOf, record, vocabulary).stream())
                .toList();
    }

    /**
     * The day in the account's own record; else the last renewal that was lost, if nothing was won
     * since; else a terminal state.
     *
     * @param ended since when at the latest it is in a terminal state, null where it is in none
     */
    private @Nullable Departure departure(Seen account, List<Deal> deals, @Nullable Instant ended) {
        Instant leftOn = account.moment("left_on");
        if (leftOn != null) {
            return new Departure(leftOn, How.LEFT_ON, account.ref());
        }
        Deal last = null;
        for (Deal deal : deals) {
            boolean decided = deal.wonAt() != null || (deal.lostAt() != null && deal.isOf(renewal));
            if (decided && (last == null || LATER.compare(deal, last) > 0)) {
                last = deal;
            }
        }
        if (last != null && last.wonAt() == null) {
            return new Departure(
                    Objects.requireNonNull(last.lostAt()), How.LOST_RENEWAL, last.ref());
        }
        return ended == null ? null : new Departure(ended, How.TERMINAL_STATE, account.ref());
    }

    /** Of two at the same instant one that was won counts. */
    private static final Comparator<Deal> LATER =
            Comparator.comparing(Histories::decidedAt)
                    .thenComparing(deal -> deal.wonAt() != null)
                    .thenComparing(Deal::ref);

    private static Instant decidedAt(Deal deal) {
        Instant won = deal.wonAt();
        return won == null ? Objects.requireNonNull(deal.lostAt()) : won;
    }

    private Deal deal(Seen deal) {
        return new Deal(
                deal.ref(),
                text(deal, "kind"),
                text(deal, "owner"),
                product == null ? "" : text(deal, product),
                number(deal, "amount"),
                deal.moment(Seen.CREATED_AT),
                deal.moment("won_at"),
                deal.moment("lost_at"),
                text(deal, "reason"),
                text(deal, "reason_detail"),
                fit ? number(deal, FIT) : null);
    }

    private Ticket ticket(Seen ticket) {
        SortedSet<String> words =
                ticket.read(themes) instanceof Reading.Known known
                                && known.value() instanceof Value.Labels labels
                        ? labels.words()
                        : new TreeSet<>();
        return new Ticket(ticket.ref(), ticket.moment(Seen.CREATED_AT), words);
    }

    private static String text(Seen seen, String field) {
        return seen.read(field) instanceof Reading.Known known
                        && known.value() instanceof Value.Text text
                ? text.text()
                : "";
    }

    private static @Nullable Double number(Seen seen, String field) {
        return seen.read(field) instanceof Reading.Known known
                        && known.value() instanceof Value.Numeric numeric
                ? (Double) numeric.number()
                : null;
    }

    private History sinceTheValueIsTold(History history) {
        Course course = history.course();
        return course == null ? history : history.on(FirstValue.within(course, valueBegins));
    }
}
