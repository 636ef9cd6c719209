package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustedKeyTest {
    @TempDir Path dir;

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private Path pem(String kind, byte[] content) throws IOException {
        String text =
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(kind, Base64.getMimeEncoder().encodeToString(content));
        return Files.writeString(dir.resolve("key.pem"), text);
    }

    @Test
    void aPublicKeyIsRead() throws Exception {
        Key key = pair().getPublic();

        assertThat(TrustedKey.read(pem("PUBLIC KEY", key.getEncoded()))).isEqualTo(key);
    }

    /** As {@code openssl req -x509} writes one for {@code sf org login jwt}. */
    @Test
    void aCertificateIsRead() throws Exception {
        Path store = dir.resolve("store.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "app",
                                "-keyalg",
                                "RSA",
                                "-dname",
                                "CN=app",
                                "-storepass",
                                "only-a-test",
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        var certificate =
                KeyStore.getInstance(store.toFile(), "only-a-test".toCharArray())
                        .getCertificate("app");

        assertThat(TrustedKey.read(pem("CERTIFICATE", certificate.getEncoded())))
                .isEqualTo(certificate.getPublicKey());
    }

    @Test
    void thePrivateHalfIsRefusedAndNotShown() throws Exception {
        Path file = pem("PRIVATE KEY", pair().getPrivate().getEncoded());

        assertThatThrownBy(() -> TrustedKey.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("--jwt-key " + file)
                .hasMessageContaining("never the private one")
                .hasNoCause();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TrustedKey.read(dir.resolve("none.pem")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none.pem");
    }
}
