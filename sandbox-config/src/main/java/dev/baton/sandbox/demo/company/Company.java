package dev.baton.sandbox.demo.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * The invented company. Each concern draws from a stream of random numbers of its own, so that a
 * change of one leaves the others as they are.
 */
public final class Company {
    /** Of those drawn as customers about one in five has left before the as-of instant. */
    public static final int USUAL_CUSTOMERS = 400;

    private static final int MERGED = 2;
    private static final int STRAYS = 4;

    private final Weeks weeks;
    private final Chance chance;
    private final Names names = new Names();
    private final Ids ids = new Ids();
    private final Staff staff;
    private final People people;
    private final Accounts accounts;
    private final Deals deals;
    private final Meetings meetings;
    private final Helpdesk helpdesk;
    private final Usage usage;
    private final Outcomes outcomes;
    private final Set<String> keys = new HashSet<>();

    private Company(SplittableGenerator random, Instant asOf) {
        weeks = new Weeks(asOf);
        chance = new Chance(random);
        staff = Staff.draw(chance.split(), names, ids);
        people = new People(names, ids);
        accounts = new Accounts(weeks, names);
        deals = new Deals(weeks, ids);
        meetings = new Meetings(weeks, ids);
        helpdesk = new Helpdesk(weeks, staff);
        usage = new Usage(weeks);
        outcomes = new Outcomes(weeks);
    }

    /**
     * Invents it: what was until the as-of instant, and what will be in the 44 weeks after.
     *
     * @param random where all randomness comes from
     * @param customers how many to draw beside those with a {@link Story}; {@link #USUAL_CUSTOMERS}
     */
    public static Export invent(SplittableGenerator random, Instant asOf, int customers) {
        return new Company(random, asOf).export(customers);
    }

    private Export export(int count) {
        List<Customer> customers = customers(count);
        for (Customer customer : customers) {
            tell(customer, chance.split());
        }
        merged(customers, chance.split());
        prospects(count / 6, customers, chance.split());
        strays(customers.size(), chance.split());
        return new Export(files());
    }

    private List<Customer> customers(int count) {
        var customers = new ArrayList<Customer>();
        for (Story story : Story.values()) {
            Chance own = chance.split();
            customers.add(
                    customer(
                            customers.size() + 1,
                            story.account(),
                            Segment.MEDIUM,
                            story.life(),
                            Set.of(),
                            own));
        }
        for (int i = 0; i < count; i++) {
            Chance own = chance.split();
            customers.add(
                    customer(
                            customers.size() + 1,
                            names.company(own),
                            Segment.draw(own),
                            Life.draw(own.split()),
                            Dirt.draw(own),
                            own));
        }
        return customers;
    }

    private Customer customer(
            int number, String name, Segment segment, Life life, Set<Dirt> dirt, Chance own) {
        return new Customer(
                number,
                ids.next("001"),
                key(own),
                name,
                segment,
                segment.seats(own),
                own.oneOf(staff.sellers()),
                staff.manager(own),
                life,
                dirt,
                people.draw(own.split(), segment, life),
                Purchase.draw(own.split(), life));
    }

    /** The number says nothing: neither order nor fate. */
    private String key(Chance own) {
        String key;
        do {
            key = "ACC-" + own.between(10_000, 99_999);
        } while (!keys.add(key));
        return key;
    }

    private void tell(Customer customer, Chance own) {
        accounts.customer(customer, own.split());
        people.tell(customer, weeks, own.split());
        deals.customer(customer, own.split());
        meetings.customer(customer, own.split());
        helpdesk.customer(customer, own.split());
        usage.customer(customer, own.split());
        outcomes.customer(customer);
    }

    private void merged(List<Customer> customers, Chance own) {
        for (int i = 0; i < MERGED; i++) {
            Customer into = customers.get(Story.values().length + i);
            Instant created = accounts.created(into).plus(Duration.ofDays(30));
            Instant merged = weeks.workingMoment(-20 + 9 * i, own);
            accounts.merged(ids.next("001"), key(own), into, created, merged);
        }
    }

    /** Some have nearly the name of a customer. */
    private void prospects(int count, List<Customer> customers, Chance own) {
        for (int i = 0; i < count; i++) {
            boolean lookalike = own.happens(0.08);
            String name =
                    lookalike
                            ? own.oneOf(customers).name().replace(" ", " & Sons ")
                            : names.company(own);
            String id = ids.next("001");
            String owner = own.oneOf(staff.sellers());
            Instant created = weeks.workingMoment(own.between(-100, 30), own);
            accounts.prospect(id, key(own), name, owner, created, own);
            people.tell(id, Names.domain(name), owner, created, own);
            deals.prospect(id, name, owner, created, own);
        }
    }

    private void strays(int after, Chance own) {
        for (int i = 1; i <= STRAYS; i++) {
            String name = names.company(own);
            helpdesk.stray(after + i, name, weeks.workingMoment(-30, own));
        }
    }

    private List<Export.File> files() {
        var files = new ArrayList<Export.File>();
        files.add(staff.users());
        files.add(accounts.file());
        files.add(people.file());
        files.addAll(deals.files());
        files.addAll(meetings.files());
        files.addAll(helpdesk.files());
        files.add(usage.file());
        files.add(outcomes.file());
        return files;
    }
}
