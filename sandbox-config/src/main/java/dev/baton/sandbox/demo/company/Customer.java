package dev.baton.sandbox.demo.company;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account that is, was or will be a customer.
 *
 * @param number counts from 1
 * @param account the CRM's id
 * @param key the key it has outside the CRM
 * @param seats paid for when the contract began
 * @param owner the id of the user who sold it
 * @param manager the id of its customer success manager
 * @param people at least one, first the champion
 * @param purchase what it bought
 */
record Customer(
        int number,
        String account,
        String key,
        String name,
        Segment segment,
        int seats,
        String owner,
        String manager,
        Life life,
        Set<Dirt> dirt,
        List<Person> people,
        Purchase purchase) {
    Customer {
        people = List.copyOf(people);
    }

    String domain() {
        return Names.domain(name);
    }

    boolean has(Dirt which) {
        return dirt.contains(which);
    }

    /** The day the first contract begins. */
    LocalDate since(Weeks weeks) {
        return weeks.begin(life.since());
    }

    /** The day it is no customer any more, null if it stays. */
    @Nullable LocalDate left(Weeks weeks) {
        return life.until() == Life.STAYS ? null : weeks.end(life.until());
    }

    /** Seats of its contract in a week: they change at renewals, after the health of that time. */
    int seats(int week) {
        int seats = this.seats;
        int renewal = life.since() + 52;
        for (; renewal <= week && life.covers(renewal); renewal += 52) {
            double growth = Math.clamp(0.12 * (life.health().core().at(renewal) - 0.2), -0.3, 0.25);
            seats = Math.max(5, (int) Math.round(seats * (1 + growth)));
        }
        return seats;
    }

    /** Who can be met or can write in a week: those who work there, else the first known. */
    Person someone(int week, Chance chance) {
        List<Person> there = people.stream().filter(person -> person.worksThere(week)).toList();
        return there.isEmpty() ? people.getFirst() : chance.oneOf(there);
    }
}
