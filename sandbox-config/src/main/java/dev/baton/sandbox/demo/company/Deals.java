package dev.baton.sandbox.demo.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes opportunities with their history and the people who take part: the deal that won a
 * customer, a renewal every year, an upsell now and then, and deals with companies that are no
 * customers.
 */
final class Deals {
    private static final List<String> STAGES =
            List.of("Prospecting", "Qualification", "Proposal/Price Quote", "Negotiation/Review");
    private static final String WON = "Closed Won";
    private static final String LOST = "Closed Lost";
    private static final Purchase.Loss NOT_SAID = new Purchase.Loss("", "");

    /** Weeks before the anniversary in which a renewal is opened. */
    private static final int RENEWAL_WEEKS = 13;

    /** Of a customer with a health of 1. */
    private static final double UPSELL_A_WEEK = 0.006;

    private final Weeks weeks;
    private final Ids ids;
    private final Table opportunities =
            new Table(
                    "Id",
                    "AccountId",
                    "Name",
                    "Type",
                    "StageName",
                    "Amount",
                    "Seats__c",
                    "Product__c",
                    "Loss_Reason__c",
                    "Loss_Detail__c",
                    "CloseDate",
                    "Won_At__c",
                    "OwnerId",
                    "CreatedDate",
                    "SystemModstamp");
    private final Table history =
            new Table("Id", "OpportunityId", "StageName", "Amount", "CreatedDate");
    private final Table roles =
            new Table("Id", "OpportunityId", "ContactId", "Role", "IsPrimary", "CreatedDate");

    Deals(Weeks weeks, Ids ids) {
        this.weeks = weeks;
        this.ids = ids;
    }

    /**
     * A deal from its first to its last day.
     *
     * @param product empty where nobody has chosen one
     * @param closed null while it is open
     * @param loss why it was lost; said of renewals
     */
    private record Deal(
            String account,
            String name,
            String type,
            int seats,
            int amount,
            String product,
            String owner,
            Instant opened,
            @Nullable Instant closed,
            boolean won,
            Purchase.Loss loss) {}

    void customer(Customer customer, Chance chance) {
        first(customer, chance.split());
        renewals(customer, chance.split());
        upsells(customer, chance.split());
    }

    private void first(Customer customer, Chance chance) {
        Life life = customer.life();
        Instant won = weeks.workingMoment(life.since() - 1, chance);
        Instant opened = won.minus(Duration.ofDays(chance.between(40, 120)));
        String id = tell(deal(customer, "New Business", customer.seats(), opened, won, true));
        people(id, customer, life.since() - 1, opened);
    }

    private void renewals(Customer customer, Chance chance) {
        Life life = customer.life();
        for (int due = life.since() + 52; due - RENEWAL_WEEKS <= Weeks.LAST; due += 52) {
            int opens = due - RENEWAL_WEEKS;
            if (!life.covers(opens)) {
                return;
            }
            Instant opened = weeks.workingMoment(opens, chance);
            boolean won = life.covers(due);
            int closes = won ? due : life.until();
            Instant closed =
                    closes > Weeks.LAST ? null : later(opened, weeks.workingMoment(closes, chance));
            int seats = won ? customer.seats(due) : customer.seats(opens);
            String id = tell(deal(customer, "Renewal", seats, opened, closed, won));
            people(id, customer, opens, opened);
        }
    }

    private void upsells(Customer customer, Chance chance) {
        for (int week = Weeks.FIRST; week <= Weeks.LAST - 8; week++) {
            double wish = StrictMath.exp(customer.life().health().core().at(week) - 1);
            if (customer.life().covers(week) && chance.happens(UPSELL_A_WEEK * wish)) {
                Instant opened = weeks.workingMoment(week, chance);
                Instant closed = weeks.workingMoment(week + chance.between(3, 8), chance);
                int seats = Math.max(2, customer.seats(week) / chance.between(5, 12));
                tell(deal(customer, "Upsell", seats, opened, closed, chance.happens(0.6)));
            }
        }
    }

    private static Instant later(Instant opened, Instant closed) {
        return closed.isAfter(opened) ? closed : opened.plus(Duration.ofHours(5));
    }

    private Deal deal(
            Customer customer,
            String type,
            int seats,
            Instant opened,
            @Nullable Instant closed,
            boolean won) {
        return new Deal(
                customer.account(),
                customer.name() + ", " + type + " " + Weeks.day(opened).getYear(),
                type,
                seats,
                seats * customer.segment().seatPrice(),
                customer.purchase().product(),
                customer.owner(),
                opened,
                closed,
                won,
                type.equals("Renewal") ? customer.purchase().loss() : NOT_SAID);
    }

    /** A deal with a company that is no customer: lost long ago, or going on. */
    void prospect(String account, String name, String owner, Instant created, Chance chance) {
        int seats = Segment.draw(chance).seats(chance);
        Instant opened = created.plus(Duration.ofDays(chance.between(1, 20)));
        Instant closed =
                chance.happens(0.5) ? opened.plus(Duration.ofDays(chance.between(20, 90))) : null;
        tell(
                new Deal(
                        account,
                        name + ", New Business " + Weeks.day(opened).getYear(),
                        "New Business",
                        seats,
                        seats * 540,
                        "",
                        owner,
                        opened,
                        closed,
                        false,
                        NOT_SAID));
    }

    private String tell(Deal deal) {
        String id = ids.next("006");
        Instant closed = deal.closed();
        String last = deal.won() ? WON : LOST;
        boolean lost = closed != null && !deal.won();
        opportunities.row(
                id,
                deal.account(),
                deal.name(),
                deal.type(),
                closed == null ? STAGES.getFirst() : last,
                deal.amount(),
                deal.seats(),
                deal.product(),
                lost ? deal.loss().reason() : null,
                lost ? deal.loss().detail() : null,
                closed == null ? null : Weeks.day(closed),
                deal.won() ? closed : null,
                deal.owner(),
                deal.opened(),
                closed == null ? deal.opened() : closed);
        stage(id, STAGES.getFirst(), deal.amount(), deal.opened());
        if (closed != null) {
            steps(id, deal, closed);
            stage(id, last, deal.amount(), closed);
        }
        return id;
    }

    /** The stages between the first and the last, evenly spread. */
    private void steps(String id, Deal deal, Instant closed) {
        Duration length = Duration.between(deal.opened(), closed);
        for (int i = 1; i < STAGES.size(); i++) {
            Instant at = deal.opened().plus(length.multipliedBy(i).dividedBy(STAGES.size()));
            stage(id, STAGES.get(i), deal.amount(), at);
        }
    }

    private void stage(String opportunity, String stage, int amount, Instant at) {
        history.row(ids.next("008"), opportunity, stage, amount, at);
    }

    /** Everybody known at that time takes part; a champion that left does not. */
    private void people(String opportunity, Customer customer, int week, Instant opened) {
        boolean primary = true;
        for (Person person : customer.people()) {
            Instant known = person.known(weeks);
            if (person.worksThere(week)) {
                roles.row(
                        ids.next("00K"),
                        opportunity,
                        person.contact(),
                        person.role(),
                        primary,
                        known.isAfter(opened) ? known : opened);
                primary = false;
            }
        }
    }

    List<Export.File> files() {
        return List.of(
                opportunities.file("salesforce/Opportunity.csv"),
                history.file("salesforce/OpportunityHistory.csv"),
                roles.file("salesforce/OpportunityContactRole.csv"));
    }
}
