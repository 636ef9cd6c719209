package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.crm.salesforce.SignIn;
import dev.baton.port.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtConnectionTest {
    @TempDir Path folder;

    private Path key(String rights) throws IOException, NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
        Path file =
                Files.writeString(
                        folder.resolve("baton.pem"),
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder().encodeToString(encoded)
                                + "\n-----END PRIVATE KEY-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private ConfigReader.Read read(String more) throws IOException {
        return ConfigReader.read(
                Files.writeString(
                        folder.resolve("baton.yaml"),
                        "mappings: mapping\nconnections:\n  crm: {type: salesforce,"
                                + " url: \"https://acme.my.salesforce.com\", client_id: key"
                                + more
                                + "}\n"));
    }

    private List<String> problems(String more) throws IOException {
        return read(more) instanceof ConfigReader.Read.Bad bad
                ? bad.problems().stream().map(Finding::what).toList()
                : List.of();
    }

    @Test
    void aKeyFileAndAUserAreAllThatItTakes() throws Exception {
        key("rw-------");
        assertThat(read(", auth: jwt, user: baton@acme.com, private_key_file: baton.pem"))
                .isInstanceOfSatisfying(
                        ConfigReader.Read.Good.class,
                        good ->
                                assertThat(Org.of(good.config()).salesforce().signIn())
                                        .isInstanceOfSatisfying(
                                                SignIn.JwtBearer.class,
                                                bearer ->
                                                        assertThat(bearer.user())
                                                                .isEqualTo("baton@acme.com")));
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        key("rw-r--r--");
        assertThat(problems(", auth: jwt, user: baton@acme.com, private_key_file: baton.pem"))
                .containsExactly("other users of this machine can read the private key");
    }

    @Test
    void eachMissingPieceIsNamed() throws Exception {
        assertThat(problems(", auth: jwt"))
                .containsExactlyInAnyOrder(
                        "the JWT bearer flow signs in as somebody, and user is missing",
                        "no private_key for connection crm");
        assertThat(problems("")).containsExactly("no client_secret for connection crm");
        assertThat(problems(", auth: jwd")).containsExactly("no way to sign in is called jwd");
        assertThat(problems(", user: baton@acme.com"))
                .containsExactly("user is for the JWT bearer flow");
    }

    @Test
    void whatIsNoKeyIsToldAndNotRepeated() throws Exception {
        Files.writeString(folder.resolve("baton.pem"), "CANARY");
        Files.setPosixFilePermissions(
                folder.resolve("baton.pem"), PosixFilePermissions.fromString("rw-------"));
        assertThat(problems(", auth: jwt, user: u, private_key_file: baton.pem"))
                .singleElement()
                .asString()
                .contains("BEGIN PRIVATE KEY")
                .doesNotContain("CANARY");
    }
}
