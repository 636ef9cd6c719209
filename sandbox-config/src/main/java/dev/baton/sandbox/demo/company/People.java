package dev.baton.sandbox.demo.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the people of customers, and writes them as contacts of the CRM. */
final class People {
    private static final List<String> ROLES =
            List.of(
                    "Economic Decision Maker",
                    "Technical Buyer",
                    "Business User",
                    "Business User",
                    "Influencer");

    /** In a week; others than the champion leave without consequence. */
    private static final double LEAVES_A_WEEK = 1 / 260.0;

    /** Ids of helpdesk users up to here are for agents. */
    private static final long FIRST_USER = 1_000;

    private final Names names;
    private final Ids ids;
    private long users = FIRST_USER;

    private final Table contacts =
            new Table(
                    "Id",
                    "AccountId",
                    "FirstName",
                    "LastName",
                    "Name",
                    "Email",
                    "Title",
                    "EmailBouncedDate",
                    "OwnerId",
                    "CreatedDate");

    People(Names names, Ids ids) {
        this.names = names;
        this.ids = ids;
    }

    /** The champion first; who follows a champion that left is the last. */
    List<Person> draw(Chance chance, Segment segment, Life life) {
        var people = new ArrayList<Person>();
        people.add(person(chance, Person.CHAMPION, life.since() - 8, life.championLeaves()));
        int others = segment.people() - 1 + chance.between(0, 2);
        for (int i = 0; i < others; i++) {
            int from = life.since() - chance.between(0, 6);
            people.add(person(chance, ROLES.get(i % ROLES.size()), from, leaves(chance, from)));
        }
        if (life.championLeaves() != Life.STAYS && chance.happens(0.6)) {
            int from = life.championLeaves() + chance.between(6, 16);
            people.add(person(chance, Person.CHAMPION, from, Life.STAYS));
        }
        return people;
    }

    private static int leaves(Chance chance, int from) {
        for (int week = Math.max(from + 8, Weeks.FIRST); week <= Weeks.LAST; week++) {
            if (chance.happens(LEAVES_A_WEEK)) {
                return week;
            }
        }
        return Life.STAYS;
    }

    private Person person(Chance chance, String role, int from, int until) {
        return new Person(
                ids.next("003"),
                users++,
                names.firstName(chance),
                names.lastName(chance),
                role,
                from,
                until);
    }

    /** That someone left is learned from a message that comes back. */
    void tell(Customer customer, Weeks weeks, Chance chance) {
        for (Person person : customer.people()) {
            contacts.row(
                    person.contact(),
                    customer.account(),
                    person.firstName(),
                    person.lastName(),
                    person.firstName() + " " + person.lastName(),
                    person.email(customer.domain()),
                    person.title(),
                    bounced(person, weeks, chance),
                    customer.manager(),
                    person.known(weeks));
        }
    }

    private static @Nullable Instant bounced(Person person, Weeks weeks, Chance chance) {
        return person.until() == Life.STAYS
                ? null
                : weeks.workingMoment(person.until(), chance)
                        .plus(Duration.ofHours(chance.between(1, 9)));
    }

    /** The one person known at a company that is no customer yet. */
    void tell(String account, String domain, String owner, Instant created, Chance chance) {
        Person person = person(chance, "", 0, Life.STAYS);
        contacts.row(
                person.contact(),
                account,
                person.firstName(),
                person.lastName(),
                person.firstName() + " " + person.lastName(),
                person.email(domain),
                "Operations Manager",
                null,
                owner,
                created);
    }

    Export.File file() {
        return contacts.file("salesforce/Contact.csv");
    }
}
