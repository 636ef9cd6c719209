package dev.baton.simulation;

import dev.baton.simulation.vendor.Desk;
import dev.baton.simulation.vendor.Org;
import dev.baton.simulation.vendor.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is right, worked out from the vendors' records by hand: the second, independent form of the
 * simulation's health model. It remembers how each record was, since no vendor lets anyone read all
 * records at one instant: right is what counts each record as it was at some instant since it is in
 * {@link Sight}. So a ticket that moves may count for the one customer, the other, both or neither.
 */
final class Truth {
    private final Org org;
    private final Desk desk;
    private final Past<Account> accounts = new Past<>(new Account(false, null));
    private final Past<Organization> organizations = new Past<>(new Organization(null));
    private final Past<Ticket> tickets = new Past<>(new Ticket(null));
    private final Past<Deal> deals = new Past<>(new Deal(null));
    private final Map<String, Instant> stamps = new HashMap<>();

    /**
     * An account.
     *
     * @param key by which organisations name it; null while it is deleted
     */
    private record Account(boolean customer, @Nullable String key) {}

    /**
     * An organisation of the helpdesk.
     *
     * @param key of the account that it is, null for none
     */
    private record Organization(@Nullable String key) {}

    /**
     * A ticket.
     *
     * @param organization in which it is open, null while it is not
     */
    private record Ticket(@Nullable String organization) {}

    /**
     * A deal.
     *
     * @param account for which it is lost, null while it is not
     */
    private record Deal(@Nullable String account) {}

    /** What may be written as score and band; null is no score. */
    record Right(@Nullable Integer score, String band) {}

    /** How many of some records count: at least, and at most. */
    private record Range(int least, int most) {
        Range plus(List<Boolean> counts) {
            return new Range(
                    least + (counts.contains(false) ? 0 : 1),
                    most + (counts.contains(true) ? 1 : 0));
        }
    }

    /** How things may be seen. */
    private record View(Sight sight, boolean newMayBeMissing) {}

    Truth(Org org, Desk desk) {
        this.org = org;
        this.desk = desk;
    }

    /** Takes note of how things are from now on. */
    void changed(Instant now) {
        for (Row row : org.rows(Org.ACCOUNT).values()) {
            boolean customer = !row.deleted() && "Customer".equals(row.get("Type"));
            String key = row.deleted() ? null : row.get("External_Id__c");
            accounts.note(now, row.id(), new Account(customer, key));
            stamps.put(row.id(), row.stamp());
        }
        for (Row row : org.rows(Org.OPPORTUNITY).values()) {
            boolean lost = !row.deleted() && "Closed Lost".equals(row.get("StageName"));
            deals.note(now, row.id(), new Deal(lost ? row.get("AccountId") : null));
            stamps.put(row.id(), row.stamp());
        }
        for (Desk.Organization each : desk.organizations().values()) {
            String id = Long.toString(each.id());
            String key = each.deleted() ? null : each.externalId();
            organizations.note(now, id, new Organization(key));
            stamps.put(id, Instant.ofEpochSecond(each.changed()));
        }
        for (Desk.Ticket each : desk.tickets().values()) {
            String id = Long.toString(each.id());
            Long in = each.open() ? each.organization() : null;
            tickets.note(now, id, new Ticket(in == null ? null : Long.toString(in)));
            stamps.put(id, Instant.ofEpochSecond(each.changed()));
        }
    }

    /** The last stamp of every record. */
    Map<String, Instant> stamps() {
        return Map.copyOf(stamps);
    }

    /**
     * Every result that is right of an account as it may be seen; none if no customer.
     *
     * @param sights whatever one of them may see may be counted
     * @param newMayBeMissing whether what no cycle was shown yet may be missing altogether
     */
    List<Right> right(String account, List<Sight> sights, boolean newMayBeMissing) {
        var right = new ArrayList<Right>();
        sights.forEach(sight -> right.addAll(right(account, new View(sight, newMayBeMissing))));
        return right;
    }

    /** The customers of now, and what is right of each. */
    SortedMap<String, Right> now() {
        var right = new TreeMap<String, Right>();
        for (String id : accounts.ids()) {
            if (accounts.now(id).customer()) {
                right.put(id, right(id, new View(Sight.now(), false)).getFirst());
            }
        }
        return right;
    }

    private List<Right> right(String account, View view) {
        List<Account> seen = seen(accounts, account, view);
        return seen.stream().anyMatch(Account::customer)
                ? results(account, keys(seen), view)
                : List.of();
    }

    private static Set<@Nullable String> keys(List<Account> accounts) {
        var keys = new HashSet<@Nullable String>();
        accounts.forEach(account -> keys.add(account.key()));
        return keys;
    }

    private List<Right> results(String account, Set<@Nullable String> keys, View view) {
        Set<String> mayBeIts = organizations(keys, view, false);
        Set<String> surelyIts = organizations(keys, view, true);
        Range lost = range(deals, view, deal -> account.equals(deal.account()));
        int least = range(tickets, view, ticket -> isIn(surelyIts, ticket)).least();
        int most = range(tickets, view, ticket -> isIn(mayBeIts, ticket)).most();
        var right = new ArrayList<Right>();
        for (int deals = lost.least(); deals <= lost.most(); deals++) {
            for (int open = least; !mayBeIts.isEmpty() && open <= most; open++) {
                right.add(result(open, deals));
            }
            if (surelyIts.isEmpty()) {
                right.add(result(null, deals));
            }
        }
        return right;
    }

    private static boolean isIn(Set<String> organizations, Ticket ticket) {
        return ticket.organization() != null && organizations.contains(ticket.organization());
    }

    /** The organisations that may be, or surely are, an account that bears one of these keys. */
    private Set<String> organizations(Set<@Nullable String> keys, View view, boolean surely) {
        var found = new HashSet<String>();
        for (String id : organizations.ids()) {
            List<Organization> seen = seen(organizations, id, view);
            boolean its =
                    surely
                            ? keys.size() == 1 && seen.stream().allMatch(each -> names(each, keys))
                            : seen.stream().anyMatch(each -> names(each, keys));
            if (its) {
                found.add(id);
            }
        }
        return found;
    }

    private static boolean names(Organization organization, Set<@Nullable String> keys) {
        return organization.key() != null && keys.contains(organization.key());
    }

    private <T> Range range(Past<T> records, View view, Predicate<T> counts) {
        var range = new Range(0, 0);
        for (String id : records.ids()) {
            range = range.plus(seen(records, id, view).stream().map(counts::test).toList());
        }
        return range;
    }

    /** All that a record may be in the eyes of a cycle. */
    private <T> List<T> seen(Past<T> records, String id, View view) {
        Instant stamp = stamps.getOrDefault(id, Instant.MIN);
        List<T> seen = records.during(id, view.sight().from(id, stamp));
        if (view.newMayBeMissing() && view.sight().isNew(id, stamp)) {
            seen.add(records.absent());
        }
        return seen;
    }

    /** The scorecard of {@code model.yaml}: straight lines, so whole points. */
    private static Right result(@Nullable Integer tickets, int deals) {
        int ofTickets = tickets == null ? 0 : Math.max(-36, 12 - 6 * tickets);
        int ofDeals = Math.max(-30, 10 - 10 * deals);
        int score = Math.clamp(70 + ofTickets + ofDeals, 0, 100);
        return new Right(score, band(score));
    }

    static String band(int score) {
        return score >= 70 ? "Green" : score >= 50 ? "Yellow" : "Red";
    }

    static boolean contains(List<Right> right, @Nullable Integer score, @Nullable String band) {
        return right.stream()
                .anyMatch(
                        each ->
                                Objects.equals(each.score(), score)
                                        && Objects.equals(each.band(), band));
    }
}
