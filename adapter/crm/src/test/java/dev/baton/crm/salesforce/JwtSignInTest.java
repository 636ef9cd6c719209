package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import dev.baton.port.StreamRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtSignInTest {
    private static final StreamRequest NAMES = new StreamRequest("Account", List.of("Name"));
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";
    private static KeyPair pair;

    private final FakeSalesforce salesforce = new FakeSalesforce();

    @BeforeAll
    static void makeAKey() throws NoSuchAlgorithmException {
        pair = pair(2048);
    }

    private static KeyPair pair(int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair keys) {
        return BEGIN + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded()) + END;
    }

    private static SalesforceSettings settings() {
        JwtKey key = JwtKey.of(new Secret(pem(pair)));
        return SalesforceSettings.of(
                FakeSalesforce.URL,
                "canary-client-id",
                new SignIn.JwtBearer("baton@acme.com", key));
    }

    private String assertion() {
        var _ =
                catchThrowableOfType(
                        AdapterException.class,
                        () -> salesforce.open(settings()).source().read(NAMES, null));
        var form =
                salesforce.calls.stream()
                        .filter(call -> call.url().endsWith("/oauth2/token"))
                        .findFirst()
                        .orElseThrow();
        byte[] body = form.body();
        String text = new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
        assertThat(URLDecoder.decode(text, StandardCharsets.UTF_8))
                .startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=");
        return text.substring(text.indexOf("assertion=") + "assertion=".length());
    }

    private static JsonNode decoded(String part) throws Exception {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(part));
    }

    @Test
    void theClaimsAreTheOnesThatTheVendorWants() throws Exception {
        String[] parts = assertion().split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(decoded(parts[0]).get("alg").asText()).isEqualTo("RS256");
        JsonNode claims = decoded(parts[1]);
        assertThat(claims.get("iss").asText()).isEqualTo("canary-client-id");
        assertThat(claims.get("sub").asText()).isEqualTo("baton@acme.com");
        assertThat(claims.get("aud").asText()).isEqualTo("https://login.salesforce.com");
    }

    /** The machine's clock is years ahead here. */
    @Test
    void itIsGoodForTwoMinutesByTheOrgsClock() throws Exception {
        String[] parts = assertion().split("\\.", -1);
        assertThat(decoded(parts[1]).get("exp").asLong())
                .isEqualTo(salesforce.org.now.getEpochSecond() + 120);
    }

    @Test
    void theSignatureFitsTheCertificate() throws Exception {
        String[] parts = assertion().split("\\.", -1);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.my.salesforce.com, https://login.salesforce.com",
        "https://acme--full.sandbox.my.salesforce.com, https://test.salesforce.com",
        "http://127.0.0.1:8080, http://127.0.0.1:8080"
    })
    void theAudienceIsWhoSignsIn(String url, String audience) {
        assertThat(JwtAssertion.audience(url)).isEqualTo(audience);
    }

    @ParameterizedTest
    @CsvSource({
        "user hasn't approved this consumer, is not approved for the app",
        "expired authorization code, ran out on its way",
        "audience is invalid, set url to the My Domain",
        "invalid assertion, does not fit the app's certificate",
        "user is inactive, is inactive or locked"
    })
    void everyRefusalOfAnAssertionSaysWhatToDo(String description, String hint) {
        salesforce.instead =
                call ->
                        call.url().endsWith("/oauth2/token")
                                ? salesforce.signInError("invalid_grant", description)
                                : null;
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () -> salesforce.open(settings()).source().read(NAMES, null));
        assertThat(failure.category()).isEqualTo(Category.CREDENTIALS);
        assertThat(failure).hasMessageContaining(hint).hasMessageContaining("invalid_grant");
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutRepeatingIt() throws NoSuchAlgorithmException {
        String garbled = BEGIN + "canarycanary" + END;
        for (String text :
                List.of(
                        "canary",
                        garbled,
                        "-----BEGIN RSA PRIVATE KEY-----\ncanary",
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\ncanary",
                        pem(pair(1024)))) {
            assertThatThrownBy(() -> JwtKey.of(new Secret(text)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain("canary");
        }
    }

    @Test
    void settingsWithAKeyPrintStars() {
        String body = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        assertThat(settings().toString()).contains("***").doesNotContain(body.substring(0, 40));
    }
}
