package dev.baton.sandbox.salesforce;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** Signed logins as clients write them: header, claims and signature, each in base64url. */
final class Assertion {
    static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Assertion() {}

    static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** Claims that nobody can refuse, to be spoilt by a test. */
    static ObjectNode claims(String user, String audience, long exp) {
        return JSON.createObjectNode()
                .put("iss", "sandbox")
                .put("sub", user)
                .put("aud", audience)
                .put("exp", exp);
    }

    static String signed(PrivateKey key, ObjectNode claims) throws GeneralSecurityException {
        String content = encoded(Map.of("alg", "RS256")) + "." + encoded(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    static String encoded(Object json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.valueToTree(json).toString().getBytes(StandardCharsets.UTF_8));
    }
}
