package dev.baton.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public half of a key pair, as an admin registers it with a connected app. */
final class TrustedKey {
    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private TrustedKey() {}

    /**
     * Reads a PEM file: a certificate, or an RSA public key.
     *
     * @throws DataException if the file holds neither
     */
    static PublicKey read(Path file) {
        try {
            Matcher key = KEY.matcher(Files.readString(file));
            if (key.find()) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(
                                        Base64.getMimeDecoder().decode(key.group(1))));
            }
            try (InputStream in = Files.newInputStream(file)) {
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(in)
                        .getPublicKey();
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new DataException(
                    "--jwt-key "
                            + file
                            + " is no certificate and no RSA public key in PEM form; name the public half, never the private one");
        }
    }
}
