package dev.baton.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up company whose quiet customers leave, with renewals that say so and a mapping that reads
 * it. The first four accounts contradict themselves when asked to.
 */
final class OutcomesExport {
    static final long SEED = 7;
    static final int ACCOUNTS = 120;

    /** Accounts whose band a person has set to Red, to the end of October 2025. */
    static final int OVERRIDES = 30;

    static final String AS_OF = "2026-03-01T00:00:00Z";
    static final List<String> DAYS = List.of("2025-09-30", "2025-12-31");

    private final Path folder;
    private final List<Customer> customers = new ArrayList<>();

    /**
     * A customer.
     *
     * @param usage of both quarters
     * @param visits of both; they say nothing
     * @param left after the quarter; one that left after the first is not asked for again
     */
    private record Customer(int number, double[] usage, double[] visits, boolean[] left) {
        String id() {
            return "0010000000%05dAAA".formatted(number);
        }

        String key() {
            return "c" + number;
        }
    }

    private OutcomesExport(Path folder) {
        this.folder = folder;
    }

    /** Whoever uses little leaves more often, but not always. */
    static OutcomesExport in(Path folder, boolean contradicting) throws IOException {
        var export = new OutcomesExport(folder);
        var random = new Random(SEED);
        for (int i = 0; i < ACCOUNTS; i++) {
            double[] usage = new double[2];
            double[] visits = new double[2];
            boolean[] left = new boolean[2];
            for (int quarter = 0; quarter < 2; quarter++) {
                usage[quarter] = Math.rint(100 * random.nextDouble());
                visits[quarter] = Math.rint(100 * random.nextDouble());
                left[quarter] = random.nextDouble() < (usage[quarter] < 40 ? 0.5 : 0.08);
            }
            export.customers.add(new Customer(i, usage, visits, left));
        }
        export.salesforce(contradicting);
        export.zendesk(contradicting);
        export.usage(contradicting);
        return export;
    }

    Path folder() {
        return folder;
    }

    private void salesforce(boolean contradicting) throws IOException {
        var accounts =
                new StringBuilder(
                        "Id,External_Id__c,Name,Segment__c,Value__c,Customer_Since__c,Renewal_On__c,Baton_Override_Band__c,Baton_Override_Until__c,CreatedDate,SystemModstamp,IsDeleted\n");
        var deals =
                new StringBuilder(
                        "Id,AccountId,Name,StageName,Type,CloseDate,Amount,Won_At__c,Lost_At__c,CreatedDate,SystemModstamp,IsDeleted\n");
        for (Customer each : customers) {
            boolean late = contradicting && each.number() < 2;
            String renewal = contradicting && each.number() == 2 ? "2026-02-15" : "";
            accounts.append(
                    "%s,%s,Customer %d,%s,%d,%s,%s,%s,%s,2024-01-01T00:00:00.000+0000,2024-01-01T00:00:00.000+0000,false%n"
                            .formatted(
                                    each.id(),
                                    each.key(),
                                    each.number(),
                                    each.number() % 2 == 0 ? "Small" : "Large",
                                    1_000 * (1 + each.number() % 7),
                                    late ? "2026-02-01" : "2024-01-01",
                                    renewal,
                                    each.number() < OVERRIDES ? "Red" : "",
                                    each.number() < OVERRIDES ? "2025-10-31" : ""));
            boolean lost = (contradicting && each.number() == 3) || left(each, 1, contradicting);
            deals.append(
                    "0060000000%05dAAA,%s,Renewal %d,%s,Renewal,2026-02-15,100,%s,%s,2025-01-01T00:00:00.000+0000,2026-02-15T00:00:00.000+0000,false%n"
                            .formatted(
                                    each.number(),
                                    each.id(),
                                    each.number(),
                                    lost ? "Closed Lost" : "Closed Won",
                                    lost ? "" : "2026-02-15T10:00:00.000+0000",
                                    lost ? "2026-02-15T10:00:00.000+0000" : ""));
        }
        write("salesforce/Account.csv", accounts.toString());
        write("salesforce/Opportunity.csv", deals.toString());
    }

    /** Account 2 left though its contract ran on, account 3 stayed though its renewal is lost. */
    private static boolean left(Customer each, int quarter, boolean contradicting) {
        if (contradicting && (each.number() == 2 || each.number() == 3)) {
            return each.number() == 2;
        }
        return each.left()[quarter];
    }

    /** Whoever left after the second quarter is marked so in the CRM, on 2026-01-15. */
    OutcomesExport marked() throws IOException {
        var accounts = new StringBuilder();
        for (String row : Files.readAllLines(folder.resolve("salesforce/Account.csv"))) {
            boolean gone =
                    customers.stream()
                            .anyMatch(each -> each.left()[1] && row.startsWith(each.id() + ","));
            String stamp = "2024-01-01T00:00:00.000+0000,false";
            accounts.append(gone ? row.replace(stamp, "2026-01-15T00:00:00.000+0000,false") : row)
                    .append(',')
                    .append(row.startsWith("Id,") ? "Churned_On__c" : gone ? "2026-01-15" : "")
                    .append('\n');
        }
        write("salesforce/Account.csv", accounts.toString());
        return this;
    }

    private void zendesk(boolean contradicting) throws IOException {
        var organisations = new StringBuilder();
        var tickets = new StringBuilder();
        for (Customer each : customers) {
            organisations.append(
                    "{\"id\":%d,\"external_id\":\"%s\",\"name\":\"O\",\"domain_names\":[],\"created_at\":\"2024-01-01T00:00:00Z\",\"updated_at\":\"2024-01-01T00:00:00Z\",\"organization_fields\":{}}%n"
                            .formatted(each.number() + 1, each.key()));
            // Of the second account, whose contract begins in 2026 when it contradicts itself.
            if (contradicting && each.number() == 1) {
                tickets.append(
                        "{\"id\":1,\"subject\":\"s\",\"description\":\"d\",\"status\":\"open\",\"requester_id\":null,\"organization_id\":2,\"tags\":[],\"created_at\":\"2025-05-05T00:00:00Z\",\"updated_at\":\"2025-05-05T00:00:00Z\",\"metric_set\":{\"reopens\":0,\"solved_at\":null,\"reply_time_in_minutes\":{\"calendar\":5,\"business\":null}}}\n");
            }
        }
        write("zendesk/organizations.jsonl", organisations.toString());
        write("zendesk/tickets.jsonl", tickets.toString());
    }

    /** {@code exit_survey} is written of those alone who are about to leave. */
    private void usage(boolean contradicting) throws IOException {
        var usage = new StringBuilder("account_external_id,date,metric,value\n");
        for (Customer each : customers) {
            for (int quarter = 0; quarter < 2; quarter++) {
                if (contradicting && each.number() == 1) {
                    continue;
                }
                String row = each.key() + "," + DAYS.get(quarter) + ",";
                usage.append(row).append("n_events,").append(each.usage()[quarter]).append('\n');
                usage.append(row).append("n_visits,").append(each.visits()[quarter]).append('\n');
                usage.append(row).append("exit_survey,");
                usage.append(each.left()[quarter] ? 1 : 0).append('\n');
            }
        }
        write("usage.csv", usage.toString());
    }

    /** As the contract's outcomes, each account in each quarter. */
    Path outcomes(boolean contradicting) throws IOException {
        var rows = new StringBuilder("account_external_id,as_of,churned\n");
        for (Customer each : customers) {
            for (int quarter = 0; quarter < 2; quarter++) {
                rows.append(each.key())
                        .append(',')
                        .append(DAYS.get(quarter))
                        .append(',')
                        .append(left(each, quarter, contradicting))
                        .append('\n');
            }
        }
        return write("outcomes.csv", rows.toString());
    }

    /** The outcomes of the same accounts, dealt out by chance. */
    Path shuffled() throws IOException {
        var random = new Random(SEED + 1);
        var rows = new StringBuilder("account_external_id,as_of,churned\n");
        for (Customer each : customers) {
            rows.append(each.key() + ",2025-12-31," + (random.nextInt(4) == 0) + "\n");
        }
        return write("shuffled.csv", rows.toString());
    }

    Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        return file;
    }

    /**
     * Two measures that count, one of which says nothing; the exit survey, which knows the outcome,
     * when asked for.
     */
    Path mapping(Path mapping, boolean leaking) throws IOException {
        Mapping.copiedTo(mapping)
                .change("connections.yaml", "streams: [Account]", "streams: [Account, Opportunity]")
                .readUsage()
                .append(
                        "sources/account.yaml",
                        """
                          segment: {from: Segment__c}
                          value: Value__c
                          renewal_on: Renewal_On__c
                          override_band: Baton_Override_Band__c
                          override_until: Baton_Override_Until__c
                          customer_since: {from: Customer_Since__c, type: day, nature: event}
                        """);
        Files.writeString(
                mapping.resolve("sources/opportunity.yaml"),
                """
                from: crm.Opportunity
                to: opportunity
                account: {key: AccountId}
                fields:
                  kind: Type
                  stage: StageName
                  won_at: Won_At__c
                  lost_at: Lost_At__c
                """);
        Files.writeString(mapping.resolve("model.yaml"), MODEL + (leaking ? LEAK : ""));
        return mapping;
    }

    private static final String MODEL =
            """
            # What we believe of our customers.
            version: outcomes-1
            base: 60
            bands: {green: 75, yellow: 45}
            coverage_floor: 0.2
            trend: {days: 90, threshold: 5}
            measures:
              # How much they do with it.
              events:
                label: Events in the quarter
                over: usage
                filter: {field: metric, is: n_events}
                window: {days: 92, by: on}
                aggregate: {last: value}
                score: {curve: [[0, 0], [100, 1]], weight: 30, reference: 0.5, driver: usage}  # a guess
              # Somebody's pet; it says nothing.
              visits:
                label: Visits to the help pages
                over: usage
                filter: {field: metric, is: n_visits}
                window: {days: 92, by: on}
                aggregate: {last: value}
                score:
                  curve: [[0, 0], [100, 1]]
                  weight: 30
                  reference: 0.5
                  driver: usage
            """;

    private static final String LEAK =
            """
              exit_survey:
                label: Exit survey sent
                over: usage
                filter: {field: metric, is: exit_survey}
                window: {days: 92, by: on}
                aggregate: {last: value}
            """;
}
