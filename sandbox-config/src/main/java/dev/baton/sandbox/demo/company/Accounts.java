package dev.baton.sandbox.demo.company;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Writes {@code Account.csv}: customers, companies that are none, and accounts that were merged
 * into another.
 */
final class Accounts {
    private final Weeks weeks;
    private final Names names;
    private final Table table =
            new Table(
                    "Id",
                    "External_Id__c",
                    "Name",
                    "Type",
                    "Industry",
                    "Segment__c",
                    "NumberOfEmployees",
                    "BillingCity",
                    "Website",
                    "OwnerId",
                    "CSM__c",
                    "Customer_Since__c",
                    "Churned_On__c",
                    "MasterRecordId",
                    "CreatedDate",
                    "SystemModstamp",
                    "IsDeleted");

    Accounts(Weeks weeks, Names names) {
        this.weeks = weeks;
        this.names = names;
    }

    /** Before it became a customer it was a prospect for a while. */
    Instant created(Customer customer) {
        return customer.since(weeks)
                .minusDays(140)
                .atTime(9, 30)
                .toInstant(ZoneOffset.UTC)
                .plus(Duration.ofMinutes(7L * (customer.number() % 50)));
    }

    /** Type says Customer of those who left as well: nobody changes it. */
    void customer(Customer customer, Chance chance) {
        Instant created = created(customer);
        boolean came = !customer.since(weeks).isAfter(Weeks.day(weeks.asOf()));
        table.row(
                customer.account(),
                customer.key(),
                customer.has(Dirt.SHOUTED_NAME)
                        ? customer.name().toUpperCase(Locale.ROOT)
                        : customer.name(),
                came ? "Customer" : "Prospect",
                Names.trade(customer.name()),
                customer.segment().label(),
                customer.seats() * chance.between(2, 9),
                city(customer, chance),
                customer.has(Dirt.NO_WEBSITE) ? null : "https://www." + customer.domain(),
                customer.owner(),
                customer.manager(),
                customer.since(weeks),
                customer.left(weeks),
                null,
                created,
                created,
                false);
    }

    private String city(Customer customer, Chance chance) {
        String city = names.city(chance);
        if (!customer.has(Dirt.ODD_CITY)) {
            return city;
        }
        return switch (chance.between(1, 4)) {
            case 1 -> city.toLowerCase(Locale.ROOT) + " / " + city.toLowerCase(Locale.ROOT);
            case 2 -> "  " + city + ",";
            case 3 -> Integer.toString(chance.between(10_000, 99_999));
            default -> city.toUpperCase(Locale.ROOT) + " (HQ)";
        };
    }

    /** A company somebody talks to. */
    void prospect(
            String id, String key, String name, String owner, Instant created, Chance chance) {
        table.row(
                id,
                key,
                name,
                "Prospect",
                Names.trade(name),
                Segment.draw(chance).label(),
                null,
                names.city(chance),
                "https://www." + Names.domain(name),
                owner,
                null,
                null,
                null,
                null,
                created,
                created,
                false);
    }

    /** A second account of the same customer, merged into the first. */
    void merged(String id, String key, Customer into, Instant created, Instant merged) {
        table.row(
                id,
                key,
                into.name() + " Ltd",
                "Customer",
                Names.trade(into.name()),
                into.segment().label(),
                null,
                null,
                null,
                into.owner(),
                null,
                into.since(weeks),
                null,
                into.account(),
                created,
                merged,
                true);
    }

    Export.File file() {
        return table.file("salesforce/Account.csv");
    }
}
