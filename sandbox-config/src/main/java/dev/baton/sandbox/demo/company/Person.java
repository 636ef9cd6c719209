package dev.baton.sandbox.demo.company;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Someone who works at a customer.
 *
 * @param contact the CRM's id
 * @param user the helpdesk's id
 * @param role what the person decides; the words of OpportunityContactRole.Role
 * @param from the week it becomes known
 * @param until the last week it works there; {@link Life#STAYS} if it does not leave
 */
record Person(
        String contact,
        long user,
        String firstName,
        String lastName,
        String role,
        int from,
        int until) {
    static final String CHAMPION = "Champion";

    boolean worksThere(int week) {
        return from <= week && week <= until;
    }

    /** When its contact was entered: before anyone can have met it. */
    Instant known(Weeks weeks) {
        return weeks.begin(from - 2).atTime(10, 0).toInstant(ZoneOffset.UTC);
    }

    String email(String domain) {
        return (firstName + "." + lastName + "@" + domain).toLowerCase(Locale.ROOT);
    }

    String title() {
        return switch (role) {
            case CHAMPION -> "Head of Operations";
            case "Economic Decision Maker" -> "Chief Financial Officer";
            case "Technical Buyer" -> "IT Manager";
            default -> "Team Lead";
        };
    }
}
