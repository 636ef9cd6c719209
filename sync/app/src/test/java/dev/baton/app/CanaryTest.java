package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No secret, no e-mail and no ticket text is left behind anywhere (invariant 12): not in a log, an
 * error, the state, the ledger.
 */
class CanaryTest {
    private static final List<String> CANARIES =
            List.of(SmallExport.EMAIL, SmallExport.TICKET_TEXT, "CANARY", "canary.person");

    @TempDir Path folder;

    @Test
    void emailsAndTicketTextStayWhereTheyCameFrom() throws Exception {
        Path mappings =
                Mapping.copiedTo(folder.resolve("mappings"))
                        .append(
                                "sources/account.yaml",
                                "  contact_email: {from: Contact_Email__c, hash: true, type: text, nature: state}\n")
                        .folder();
        Path data = SmallExport.in(folder.resolve("data")).folder();
        Path own = Files.createDirectories(folder.resolve("own"));
        String said;
        try (var sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, own, "--mappings", mappings.toString())) {
            said = saidBy(sandbox.config);
        }
        assertThat(said).contains("Acme");
        for (String canary : CANARIES) {
            assertThat(said).doesNotContain(canary);
            nowhereBelow(own, canary);
        }
    }

    private static String saidBy(Path config) {
        var logged = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        var said = new StringBuilder();
        try {
            for (String command :
                    List.of(
                            "check",
                            "plan",
                            "sync",
                            "accounts",
                            "explain acme",
                            "measures",
                            "status")) {
                Cli.Result result = Cli.run(config, command.split(" "));
                assertThat(result.exit()).as(command + result.out() + result.err()).isZero();
                said.append(result.out()).append(result.err());
            }
        } finally {
            System.setErr(err);
        }
        return said.append(logged.toString(StandardCharsets.UTF_8)).toString();
    }

    private static void nowhereBelow(Path folder, String canary) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(canary)).as(canary + " in " + file).isFalse();
            }
        }
    }

    @Test
    void secretsAndTokensAreInNoFileButTheirOwn() throws Exception {
        Path data = SmallExport.in(folder.resolve("data")).folder();
        Path own = Files.createDirectories(folder.resolve("own"));
        try (var sandbox = SandboxProcess.serve(data, SmallExport.AS_OF, own)) {
            Path secrets = sandbox.config.resolveSibling("baton.yaml.secrets");
            Files.writeString(
                    secrets,
                    Files.readString(secrets)
                            .replace("client_secret: sandbox", "client_secret: CANARYSECRET"));
            String said = "";
            for (String command : List.of("check", "plan", "sync", "status")) {
                Cli.Result result = Cli.run(sandbox.config, command);
                said += result.out() + result.err();
            }
            Files.delete(secrets);
            assertThat(said).doesNotContain("CANARYSECRET");
            nowhereBelow(own, "CANARYSECRET");
        }
    }
}
