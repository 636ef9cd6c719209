package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.store.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeyTest {
    private static final String ONE = "11".repeat(32);
    private static final String TWO = "22".repeat(32);

    @TempDir Path folder;

    private Path config() {
        return folder.resolve("baton.yaml");
    }

    private Path file() {
        return folder.resolve("baton.yaml.key");
    }

    private InstallationKey key(Map<String, String> environment) {
        return new InstallationKey(config(), environment);
    }

    private void write(Path file, String text, String rights) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private static String text(MasterKey key) {
        return key.text().reveal();
    }

    @Test
    void theFirstTimeOneIsMadeThatOnlyItsOwnerCanRead() throws IOException {
        String made = text(key(Map.of()).made());

        assertThat(made).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(text(key(Map.of()).made())).isEqualTo(made);
        assertThat(text(key(Map.of()).existing())).isEqualTo(made);
    }

    @Test
    void whatAKilledProcessLeftOfAKeyIsMadeAnew() throws IOException {
        Path left = file().resolveSibling("baton.yaml.key.new");
        write(left, "11", "rw-------");
        String made = text(key(Map.of()).made());
        assertThat(text(key(Map.of()).existing())).isEqualTo(made);
        assertThat(left).doesNotExist();
    }

    @Test
    void theEnvironmentCountsBeforeTheServiceManagerAndThatBeforeTheFile() throws IOException {
        Path credentials = Files.createDirectory(folder.resolve("credentials"));
        // As systemd hands them over: the folder is guarded, the file's own rights say nothing.
        write(credentials.resolve("baton.key"), TWO + "\n", "r--r-----");
        write(file(), "33".repeat(32), "rw-------");
        var handedOver = Map.of("CREDENTIALS_DIRECTORY", credentials.toString());

        assertThat(text(key(Map.of()).existing())).isEqualTo("33".repeat(32));
        assertThat(text(key(handedOver).existing())).isEqualTo(TWO);
        assertThat(
                        text(
                                key(Map.of(
                                                "CREDENTIALS_DIRECTORY",
                                                credentials.toString(),
                                                "BATON_KEY",
                                                ONE))
                                        .existing()))
                .isEqualTo(ONE);
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        write(file(), ONE, "rw-r-----");
        assertThatThrownBy(() -> key(Map.of()).existing())
                .isInstanceOf(Stop.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining(ONE);
    }

    @Test
    void aMissingKeyOfAStateThatIsThereIsNotMadeAnew() {
        assertThatThrownBy(() -> key(Map.of()).existing())
                .isInstanceOf(Stop.class)
                .hasMessageContaining("put it back");
        assertThatThrownBy(() -> key(Map.of()).shared())
                .isInstanceOf(Stop.class)
                .hasMessageContaining("openssl rand -hex 32");
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatIsNoKeyIsRefusedByItsPlaceOnly() throws IOException {
        write(file(), "hunter2", "rw-------");
        assertThatThrownBy(() -> key(Map.of()).existing())
                .isInstanceOf(Stop.class)
                .hasMessageContaining("baton.yaml.key")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> key(Map.of("BATON_KEY", "hunter2")).made())
                .isInstanceOf(Stop.class)
                .hasMessageContaining("BATON_KEY")
                .hasMessageNotContaining("hunter2");
    }
}
