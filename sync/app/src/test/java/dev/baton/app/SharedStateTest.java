package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.store.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedStateTest {
    @TempDir Path folder;

    private Path config(String state, String secrets) throws Exception {
        Path file = Files.writeString(folder.resolve("secrets.yaml"), secrets);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(
                folder.resolve("baton.yaml"),
                """
                mappings: %s
                connections:
                  crm: {type: salesforce, url: "http://127.0.0.1:9", client_id: a}
                  helpdesk: {type: zendesk, url: "http://127.0.0.1:9", client_id: a}
                secrets: secrets.yaml
                state: %s
                """
                        .formatted(SandboxProcess.helpdeskMappings(), state));
    }

    private static final String SECRETS = "crm: {client_secret: s}\nhelpdesk: {client_secret: s}\n";

    @Test
    void aStateInADatabaseIsReadWithItsPassword() throws Exception {
        Path file =
                config(
                        "{jdbc: \"jdbc:postgresql://127.0.0.1:1/baton\", user: baton}",
                        SECRETS + "state: {password: hunter2}\n");
        Config config = ((ConfigReader.Read.Good) ConfigReader.read(file)).config();

        PostgresServer shared = Objects.requireNonNull(config.shared());
        assertThat(shared.user()).isEqualTo("baton");
        assertThat(shared.password().reveal()).isEqualTo("hunter2");
        assertThat(shared.toString()).doesNotContain("hunter2");
        assertThat(config.crms()).isEqualTo("crm");
        assertThat(config.state()).isEqualTo(folder.resolve("baton.yaml.state"));
    }

    @Test
    void aFolderIsStillAFolder() throws Exception {
        Config config =
                ((ConfigReader.Read.Good) ConfigReader.read(config("elsewhere", SECRETS))).config();
        assertThat(config.shared()).isNull();
        assertThat(config.state()).isEqualTo(folder.resolve("elsewhere"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {jdbc: "jdbc:postgresql://h/b", user: u} | BATON_STATE_PASSWORD
                    {jdbc: "jdbc:mysql://h/b", user: u}      | PostgreSQL
                    {jdbc: "jdbc:postgresql://h/b"}          | add user
                    {jdbc: "jdbc:postgresql://h/b", usr: u}  | user
                    """)
    void aMistakeIsToldAtItsLine(String state, String word) throws Exception {
        Cli.Result check = Cli.run(config(state, SECRETS), "check", "--offline");
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out()).contains("baton.yaml:6").contains(word).doesNotContain("Exception");
    }

    @Test
    void withoutAKeyOfItsOwnASharedStateIsNotOpened() throws Exception {
        Path file =
                config(
                        "{jdbc: \"jdbc:postgresql://127.0.0.1:1/baton\", user: baton}",
                        SECRETS + "state: {password: hunter2}\n");
        Cli.Result status = Cli.run(file, "status");
        assertThat(status.exit()).isEqualTo(2);
        assertThat(status.err()).contains("openssl rand -hex 32");

        Path key = Files.writeString(folder.resolve("baton.yaml.key"), "11".repeat(32));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        for (String command : List.of("status", "plan")) {
            Cli.Result away = Cli.run(file, command);
            assertThat(away.exit()).as(command).isEqualTo(5);
            assertThat(away.err())
                    .contains("cannot be reached", "Nothing was written to the CRM")
                    .doesNotContain("hunter2", "Exception");
        }
    }
}
