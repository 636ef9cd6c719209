package dev.baton.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sandbox with an org of accounts, in a process of its own. */
record ServedSandbox(Process process, String url) implements AutoCloseable {

    static ServedSandbox of(Path home, Path folder, int accounts) throws IOException {
        Path jar = home.resolve("sandbox-config/target/baton-sandbox.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing; build it with: mvn -Pquick package");
        }
        Path data = folder.resolve("data");
        write(data.resolve("salesforce"), accounts);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx4g",
                                "-XX:+UseSerialGC",
                                "-Dbaton.home=" + home,
                                "-jar",
                                jar.toString(),
                                "--data",
                                data.toString(),
                                "--as-of",
                                "2026-06-30T12:00:00Z",
                                "--config-out",
                                folder.resolve("sandbox.yaml").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String line = Child.lines(process).readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IOException("the sandbox did not start");
        }
        return new ServedSandbox(process, line.substring("ready ".length()));
    }

    /** Accounts that were scored before, so that rows are as long as in an org that is in use. */
    private static void write(Path folder, int accounts) throws IOException {
        Files.createDirectories(folder);
        try (Writer csv = Files.newBufferedWriter(folder.resolve("Account.csv"))) {
            csv.write(
                    String.join(
                                    ",",
                                    List.of(
                                            "Id",
                                            "External_Id__c",
                                            "Name",
                                            "CreatedDate",
                                            "Baton_Score__c",
                                            "Baton_Band__c",
                                            "Baton_Reason_1__c",
                                            "Baton_Reason_2__c"))
                            + "\n");
            for (int at = 0; at < accounts; at++) {
                csv.write(
                        "001%012dAAA,E%d,Firm number %d,2025-01-02T03:04:05Z,%d,Yellow,\"Three tickets of high priority are open, since 12 June, -%d points\",\"Logins fell by a third since spring, -%d points\"\n"
                                .formatted(at, at, at, at % 100, at % 20, at % 30));
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
