package dev.baton.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A made-up company of three accounts, small enough to read: what a test needs it to say, it says.
 */
final class SmallExport {
    static final String FIRST = "001000000000001AAA";
    static final String AS_OF = "2026-03-01T00:00:00Z";
    static final String EMAIL = "canary.person@example.com";
    static final String TICKET_TEXT = "CANARY ticket text that nobody else may read";

    private static final String ACCOUNTS =
            """
            Id,External_Id__c,Name,Contact_Email__c,CreatedDate,SystemModstamp,IsDeleted
            001000000000001AAA,acme,Acme,canary.person@example.com,2025-01-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,false
            001000000000002AAA,globex,Globex,,2025-01-02T00:00:00.000+0000,2025-01-02T00:00:00.000+0000,false
            001000000000003AAA,initech,Globex,,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
            """;

    private final Path folder;

    private SmallExport(Path folder) {
        this.folder = folder;
    }

    static SmallExport in(Path folder) throws IOException {
        var export = new SmallExport(folder);
        export.write("salesforce/Account.csv", ACCOUNTS);
        export.write(
                "zendesk/organizations.jsonl",
                organisation(1, "acme") + organisation(2, "globex") + organisation(3, "initech"));
        var tickets = new StringBuilder();
        for (int id = 1; id <= 12; id++) {
            tickets.append(ticket(id, 1 + id % 2, "2026-02-%02dT09:00:00Z".formatted(id)));
        }
        export.write("zendesk/tickets.jsonl", tickets.toString());
        export.write(
                "zendesk/users.jsonl",
                "{\"id\":9,\"name\":\"Canary Person\",\"email\":\"%s\",\"role\":\"end-user\",\"organization_id\":1,\"created_at\":\"2025-01-01T00:00:00Z\",\"updated_at\":\"2025-01-01T00:00:00Z\"}\n"
                        .formatted(EMAIL));
        return export;
    }

    Path folder() {
        return folder;
    }

    SmallExport write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        return this;
    }

    /** Accounts that our user may read and not edit. */
    SmallExport withPrivateSharing() throws IOException {
        return write(
                "salesforce/Organization.csv",
                """
                Id,Name,DefaultAccountAccess
                00D000000000001AAA,Small,Read
                """);
    }

    private static String organisation(int id, String externalId) {
        return "{\"id\":%d,\"external_id\":\"%s\",\"name\":\"Organisation %d\",\"domain_names\":[],\"created_at\":\"2025-01-01T00:00:00Z\",\"updated_at\":\"2025-01-01T00:00:00Z\",\"organization_fields\":{}}\n"
                .formatted(id, externalId, id);
    }

    private static String ticket(int id, int organisation, String created) {
        return ("{\"id\":%d,\"subject\":\"%s\",\"description\":\"%s\",\"status\":\"open\",\"requester_id\":9,\"organization_id\":%d,\"tags\":[],"
                        + "\"created_at\":\"%s\",\"updated_at\":\"%s\",\"metric_set\":{\"reopens\":0,\"solved_at\":null,"
                        + "\"reply_time_in_minutes\":{\"calendar\":%d,\"business\":null}}}\n")
                .formatted(id, TICKET_TEXT, EMAIL, organisation, created, created, 60 * id);
    }
}
