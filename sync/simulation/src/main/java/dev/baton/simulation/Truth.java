package dev.baton.simulation;

import dev.baton.simulation.vendor.Desk;
import dev.baton.simulation.vendor.Org;
import dev.baton.simulation.vendor.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is right, worked out from the vendors' records by hand: the second, independent form of the
 * simulation's health model. It remembers how things were, since no vendor lets anyone read all
 * records at one instant: right is what counts each record as it was at some instant of a window.
 */
final class Truth {
    /** Stands for all organisations among what may be missing. */
    static final String ORGANIZATIONS = "organizations";

    private final Org org;
    private final Desk desk;
    private final List<Moment> history = new ArrayList<>();

    /**
     * What is so of one account.
     *
     * @param customer whether it is one now
     * @param linked whether an organisation of the helpdesk is this customer
     * @param open tickets
     * @param lost deals
     */
    private record State(boolean customer, boolean linked, Set<String> open, Set<String> lost) {}

    /** All accounts from an instant on, also those that are gone or no customers. */
    private record Moment(Instant since, SortedMap<String, State> accounts) {}

    /** What may be written as score and band; null is no score. */
    record Right(@Nullable Integer score, String band) {}

    Truth(Org org, Desk desk) {
        this.org = org;
        this.desk = desk;
    }

    /** Takes note of how things are from now on. */
    void changed(Instant now) {
        SortedMap<String, State> accounts = accounts();
        if (history.isEmpty() || !history.getLast().accounts().equals(accounts)) {
            history.add(new Moment(now, accounts));
        }
    }

    private SortedMap<String, State> accounts() {
        var accounts = new TreeMap<String, State>();
        var byKey = new TreeMap<String, @Nullable String>();
        for (Row account : org.rows(Org.ACCOUNT).values()) {
            boolean customer = !account.deleted() && "Customer".equals(account.get("Type"));
            accounts.put(
                    account.id(), new State(customer, false, new HashSet<>(), new HashSet<>()));
            String key = account.get("External_Id__c");
            if (key != null && !account.deleted()) {
                byKey.put(key, byKey.containsKey(key) ? null : account.id());
            }
        }
        Map<Long, String> linked = link(byKey, accounts);
        for (Desk.Ticket ticket : desk.tickets().values()) {
            State state = state(accounts, linked.get(ticket.organization()));
            if (state != null && ticket.open()) {
                state.open().add(Long.toString(ticket.id()));
            }
        }
        for (Row deal : org.live(Org.OPPORTUNITY)) {
            State state = state(accounts, deal.get("AccountId"));
            if (state != null && "Closed Lost".equals(deal.get("StageName"))) {
                state.lost().add(deal.id());
            }
        }
        return accounts;
    }

    private Map<Long, String> link(
            Map<String, @Nullable String> byKey, SortedMap<String, State> accounts) {
        var linked = new TreeMap<Long, String>();
        for (Desk.Organization each : desk.organizations().values()) {
            String account =
                    each.deleted() || each.externalId() == null
                            ? null
                            : byKey.get(each.externalId());
            if (account != null) {
                linked.put(each.id(), account);
                accounts.computeIfPresent(
                        account,
                        (id, was) -> new State(was.customer(), true, was.open(), was.lost()));
            }
        }
        return linked;
    }

    private static @Nullable State state(
            SortedMap<String, State> accounts, @Nullable String account) {
        return account == null ? null : accounts.get(account);
    }

    /**
     * Every result that is right of an account at some instant of a window; none if no customer.
     *
     * @param unseen tickets that may be missing altogether, and {@link #ORGANIZATIONS}
     */
    List<Right> right(String account, Instant from, Instant to, Set<String> unseen) {
        List<State> states = new ArrayList<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            Moment moment = history.get(i);
            State state = moment.accounts().get(account);
            if (state != null && !moment.since().isAfter(to)) {
                states.add(state);
            }
            if (!moment.since().isAfter(from)) {
                break;
            }
        }
        return states.stream().anyMatch(State::customer) ? results(states, unseen) : List.of();
    }

    /** The customers of now, and what is right of each. */
    SortedMap<String, Right> now() {
        var right = new TreeMap<String, Right>();
        history.getLast()
                .accounts()
                .forEach(
                        (account, state) -> {
                            if (state.customer()) {
                                right.put(account, results(List.of(state), Set.of()).getFirst());
                            }
                        });
        return right;
    }

    private static List<Right> results(List<State> states, Set<String> unseen) {
        var right = new ArrayList<Right>();
        boolean mayBeLinked = states.stream().anyMatch(State::linked);
        boolean mayBeNot =
                unseen.contains(ORGANIZATIONS)
                        || states.stream().anyMatch(state -> !state.linked());
        int[] open = range(states.stream().map(State::open).toList(), unseen);
        int[] lost = range(states.stream().map(State::lost).toList(), Set.of());
        for (int deals = lost[0]; deals <= lost[1]; deals++) {
            for (int tickets = open[0]; mayBeLinked && tickets <= open[1]; tickets++) {
                right.add(result(tickets, deals));
            }
            if (mayBeNot) {
                right.add(result(null, deals));
            }
        }
        return right;
    }

    /** Counts that are possible when each record is seen as it was at some instant. */
    private static int[] range(List<Set<String>> sets, Set<String> unseen) {
        var all = new HashSet<>(sets.getFirst());
        var always = new HashSet<>(sets.getFirst());
        for (Set<String> each : sets) {
            all.addAll(each);
            always.retainAll(each);
        }
        always.removeAll(unseen);
        return new int[] {always.size(), all.size()};
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
