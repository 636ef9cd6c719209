package dev.baton.app;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** An export of accounts and nothing else, as many as are wanted. */
final class AccountExport {
    private AccountExport() {}

    /** Gives the folder. */
    static Path write(Path folder, int accounts) throws IOException {
        Path file = folder.resolve("salesforce/Account.csv");
        Files.createDirectories(file.resolveSibling("."));
        try (Writer csv = Files.newBufferedWriter(file)) {
            csv.write("Id,External_Id__c,Name,CreatedDate\n");
            for (int i = 0; i < accounts; i++) {
                csv.write("001%012dAAA,E%d,Firm %d,2025-01-02T03:04:05Z\n".formatted(i, i, i));
            }
        }
        return folder;
    }
}
