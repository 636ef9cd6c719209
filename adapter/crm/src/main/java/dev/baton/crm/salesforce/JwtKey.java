package dev.baton.crm.salesforce;

import dev.baton.port.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The RSA key that signs our assertions, RS256. It is printed as stars, as every secret is. */
public final class JwtKey {
    /** What the vendor's certificates have at least. */
    private static final int SHORTEST = 2048;

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;
    private final Secret text;

    private JwtKey(PrivateKey key, Secret text) {
        this.key = key;
        this.text = text;
    }

    /**
     * Reads the text of a PEM file, PKCS#8, not encrypted.
     *
     * @throws IllegalArgumentException when it is no such key; says how one is made, never what was
     *     read
     */
    public static JwtKey of(Secret pem) {
        String body = body(pem.reveal().strip());
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(spec);
            if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < SHORTEST) {
                throw new IllegalArgumentException(
                        "the key is shorter than " + SHORTEST + " bits; make a new one");
            }
            // Hidden in logs as one line, too, for what prints it may have joined its lines.
            return new JwtKey(key, new Secret(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "no RSA private key; make one by: openssl genpkey -algorithm RSA"
                            + " -pkeyopt rsa_keygen_bits:2048");
        }
    }

    private static String body(String pem) {
        if (pem.startsWith("-----BEGIN RSA PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "a key in the old PKCS#1 form; turn it over by: openssl pkcs8 -topk8 -nocrypt");
        }
        if (pem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "the key is closed with a passphrase that nobody could type at night; open it by:"
                            + " openssl pkcs8, and guard the file by its rights");
        }
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw new IllegalArgumentException(
                    "no PEM file of a private key, which begins with " + BEGIN);
        }
        return pem.substring(BEGIN.length(), pem.length() - END.length()).strip();
    }

    /** Signs with RSASSA-PKCS1-v1_5 and SHA-256; base64url without padding. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with SHA256withRSA", e);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
