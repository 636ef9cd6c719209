package dev.baton.app.report;

import dev.baton.core.firstvalue.Course;
import dev.baton.core.health.Band;
import dev.baton.core.model.RecordRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What reports need to know of an account.
 *
 * @param externalId null where it has none
 * @param name empty where nobody says
 * @param segment empty where nobody says
 * @param value what it is worth a year by its own record, null where nobody says
 * @param customer whether it is one now
 * @param band of its health; unknown of those that are no customers
 * @param departure null where nothing says that it left
 * @param deals in any order
 * @param tickets null where no helpdesk could speak of the account
 * @param course on the way to the first value; null where the model says nothing of it
 */
public record History(
        RecordRef account,
        @Nullable String externalId,
        String name,
        String segment,
        @Nullable Double value,
        boolean customer,
        Band band,
        @Nullable Departure departure,
        List<Deal> deals,
        @Nullable List<Ticket> tickets,
        @Nullable Course course) {
    public History {
        deals = List.copyOf(deals);
        tickets = tickets == null ? null : List.copyOf(tickets);
    }

    /**
     * When it left, and what says so.
     *
     * @param record the record that does
     */
    public record Departure(Instant at, How how, RecordRef record) {}

    /** What says that an account left. */
    public enum How {
        /** The day in its own record. */
        LEFT_ON,
        /** A renewal that was lost, and nothing won after it. */
        LOST_RENEWAL,
        /** It is in a terminal state of the model, since its record last changed at the latest. */
        TERMINAL_STATE,
        /** A file of outcomes. */
        OUTCOME
    }

    /**
     * A deal; texts are empty where nobody says.
     *
     * @param kind as the CRM has it: "Renewal"
     * @param owner who sold it
     * @param amount null where nobody says
     * @param createdAt the first contact as far as the CRM knows, null where it does not say
     * @param reason why it was lost
     * @param reasonDetail the same more closely
     * @param fit how well the customer fitted when it was won, 0..100; null where nobody says
     */
    public record Deal(
            RecordRef ref,
            String kind,
            String owner,
            String product,
            @Nullable Double amount,
            @Nullable Instant createdAt,
            @Nullable Instant wonAt,
            @Nullable Instant lostAt,
            String reason,
            String reasonDetail,
            @Nullable Double fit) {

        /** Whether its kind holds a word, letter case aside. */
        public boolean isOf(String word) {
            return kind.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A ticket.
     *
     * @param createdAt null where nobody says: then it has always been there
     * @param themes what it is about
     */
    public record Ticket(RecordRef ref, @Nullable Instant createdAt, SortedSet<String> themes) {}

    /** The deals that were won, in order of time. */
    public List<Deal> won() {
        return inOrder(Deal::wonAt);
    }

    /** The deals that were lost, in order of time. */
    public List<Deal> lost() {
        return inOrder(Deal::lostAt);
    }

    private List<Deal> inOrder(Function<Deal, @Nullable Instant> when) {
        return deals.stream()
                .filter(deal -> when.apply(deal) != null)
                .sorted(
                        Comparator.comparing(
                                        (Deal deal) -> Objects.requireNonNull(when.apply(deal)))
                                .thenComparing(Deal::ref))
                .toList();
    }

    /** The deal that made it a customer. */
    public Optional<Deal> first() {
        return won().stream().findFirst();
    }

    /** When it became a customer, null where no deal tells. */
    public @Nullable Instant came() {
        return first().map(Deal::wonAt).orElse(null);
    }

    /** Whether it is no customer any more. */
    public boolean hasLeft() {
        return departure != null;
    }

    /**
     * The lost deal that tells why it left: the last renewal, or deal of no kind, if nothing was
     * won since.
     *
     * @param renewal what a renewal's kind contains
     */
    public Optional<Deal> farewell(String renewal) {
        if (departure == null) {
            return Optional.empty();
        }
        List<Deal> won = won();
        Instant last = won.isEmpty() ? Instant.MIN : Objects.requireNonNull(won.getLast().wonAt());
        return lost().reversed().stream()
                .filter(deal -> deal.isOf(renewal) || deal.kind().isEmpty())
                .filter(deal -> Objects.requireNonNull(deal.lostAt()).isAfter(last))
                .findFirst();
    }

    /** What it was worth a year while it was a customer last, null where nobody can tell. */
    public @Nullable Double worth(Instant asOf, String renewal) {
        Instant at = departure == null ? asOf : departure.at().minusSeconds(1);
        Double recurring = recurring(at, renewal);
        return value == null ? recurring : value;
    }

    /** The same account, told to have left. */
    public History left(@Nullable Departure other) {
        return new History(
                account,
                externalId,
                name,
                segment,
                value,
                customer,
                band,
                other,
                deals,
                tickets,
                course);
    }

    /** The same account on another course. */
    History on(@Nullable Course other) {
        return new History(
                account,
                externalId,
                name,
                segment,
                value,
                customer,
                band,
                departure,
                deals,
                tickets,
                other);
    }

    /** Products of deals won by an instant. */
    public SortedSet<String> products(Instant by) {
        var products = new TreeSet<String>();
        wonBy(by).map(Deal::product).filter(each -> !each.isEmpty()).forEach(products::add);
        return products;
    }

    /**
     * What it pays a year at an instant, as its deals tell: a renewal takes the place of all before
     * it, any other deal that was won comes on top. 0 before the first and from the departure on.
     *
     * @param renewal what a renewal's kind contains
     * @return null where no deal won by then has an amount
     */
    public @Nullable Double recurring(Instant at, String renewal) {
        if (departure != null && !departure.at().isAfter(at)) {
            return 0.0;
        }
        if (wonBy(at).findAny().isEmpty()) {
            return deals.isEmpty() ? null : 0.0;
        }
        Double value = null;
        for (Deal deal : wonBy(at).toList()) {
            Double amount = deal.amount();
            if (amount != null) {
                value = deal.isOf(renewal) || value == null ? amount : value + amount;
            }
        }
        return value;
    }

    private Stream<Deal> wonBy(Instant at) {
        return won().stream().filter(deal -> !Objects.requireNonNull(deal.wonAt()).isAfter(at));
    }
}
