package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import dev.baton.port.StreamRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceSignInTest {
    private static final StreamRequest NAMES = new StreamRequest("Account", List.of("Name"));

    private final FakeSalesforce salesforce = new FakeSalesforce();

    private AdapterException failure(SalesforceSettings settings) {
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () -> salesforce.open(settings).source().read(NAMES, null));
        for (Throwable t = failure; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain("canary");
        }
        return failure;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://acme.my.salesforce.com.evil.example",
                "https://acme.my.salesforce.com@evil.example",
                "http://acme.my.salesforce.com",
                "https://ACME.my.salesforce.com",
                "https://acme.my.salesforce.com:8443",
                "https://acme.my.salesforce.com/",
                ""
            })
    void aTokenForAnotherAddressIsRefused(String instanceUrl) {
        salesforce.instanceUrl = instanceUrl;
        var failure = failure(salesforce.settings());
        assertThat(failure.category()).isEqualTo(Category.CREDENTIALS);
        assertThat(failure.code()).isEqualTo("other_instance");
        assertThat(salesforce.dataRequests).isZero();
        assertThat(salesforce.foreignRequests).isZero();
    }

    @Test
    void aWrongSecretIsToldAsOne() {
        var settings = SalesforceSettings.of(FakeSalesforce.URL, "id", new Secret("canary-wrong"));
        assertThat(failure(settings).code()).isEqualTo("invalid_client");
        assertThat(salesforce.tokenRequests).isEqualTo(1);
    }

    @Test
    void aSignInWithoutATokenIsNoAnswer() {
        salesforce.instead =
                call -> salesforce.json(200, "{\"instance_url\":\"" + FakeSalesforce.URL + "\"}");
        assertThat(failure(salesforce.settings()).category()).isEqualTo(Category.UNAVAILABLE);
    }

    @Test
    void idAndSecretAreEncodedAsAForm() throws AdapterException {
        var settings =
                SalesforceSettings.of(FakeSalesforce.URL, "a&b=c", new Secret("canary &=+ü"));
        failure(settings);
        byte[] body = salesforce.calls.getFirst().body();
        assertThat(new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8))
                .isEqualTo(
                        "grant_type=client_credentials&client_id=a%26b%3Dc"
                                + "&client_secret=canary+%26%3D%2B%C3%BC");
    }
}
