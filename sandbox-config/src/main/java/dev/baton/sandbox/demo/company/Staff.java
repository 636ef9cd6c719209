package dev.baton.sandbox.demo.company;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The company's own people: sellers, customer success managers, one of whom left, and the agents of
 * its helpdesk.
 *
 * @param sellers ids of users
 * @param managers ids of users, the last one inactive
 * @param agents ids of helpdesk users
 */
record Staff(List<Member> members, List<String> sellers, List<String> managers, List<Long> agents) {
    private static final int SELLERS = 10;
    private static final int MANAGERS = 8;
    private static final int AGENTS = 7;

    /** When all of them were hired, for the records' sake. */
    static final Instant HIRED = Instant.parse("2020-01-07T09:00:00Z");

    /** A user of the CRM. */
    record Member(String id, String firstName, String lastName, String title, boolean active) {}

    Staff {
        members = List.copyOf(members);
        sellers = List.copyOf(sellers);
        managers = List.copyOf(managers);
        agents = List.copyOf(agents);
    }

    static Staff draw(Chance chance, Names names, Ids ids) {
        var members = new ArrayList<Member>();
        for (int i = 0; i < SELLERS + MANAGERS; i++) {
            String title = i < SELLERS ? "Account Executive" : "Customer Success Manager";
            boolean active = i < SELLERS + MANAGERS - 1;
            members.add(
                    new Member(
                            ids.next("005"),
                            names.firstName(chance),
                            names.lastName(chance),
                            title,
                            active));
        }
        List<String> all = members.stream().map(Member::id).toList();
        var agents = new ArrayList<Long>();
        for (long id = 1; id <= AGENTS; id++) {
            agents.add(id);
        }
        return new Staff(
                members, all.subList(0, SELLERS), all.subList(SELLERS, all.size()), agents);
    }

    /** Those who left keep a few accounts that nobody has handed over. */
    String manager(Chance chance) {
        return chance.happens(0.02)
                ? managers.getLast()
                : chance.oneOf(managers.subList(0, MANAGERS - 1));
    }

    Export.File users() {
        var table =
                new Table(
                        "Id",
                        "Username",
                        "FirstName",
                        "LastName",
                        "Name",
                        "Title",
                        "Email",
                        "IsActive",
                        "UserType",
                        "CreatedDate");
        for (Member member : members) {
            String email =
                    new Person(member.id(), 0, member.firstName(), member.lastName(), "", 0, 0)
                            .email("vendor.example");
            table.row(
                    member.id(),
                    member.id().toLowerCase(java.util.Locale.ROOT) + "." + email,
                    member.firstName(),
                    member.lastName(),
                    member.firstName() + " " + member.lastName(),
                    member.title(),
                    email,
                    member.active(),
                    "Standard",
                    HIRED);
        }
        return table.file("salesforce/User.csv");
    }
}
