package dev.baton.crm.salesforce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult.Accepted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** force-wsc, the gateway and a real socket, together. */
class SalesforceWireTest {
    private static final String SOAP = "/services/Soap/u/65.0/";
    private static final String ID = "001000000000001AAA";
    private static final String DONE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns=\"urn:partner.soap.sforce.com\"><soapenv:Body><updateResponse>"
                    + "<result><id>001000000000001AAA</id><success>true</success></result>"
                    + "</updateResponse></soapenv:Body></soapenv:Envelope>";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(
                post(urlEqualTo("/services/oauth2/token"))
                        .willReturn(
                                okJson(
                                        "{\"access_token\":\"00D!canary\",\"instance_url\":\""
                                                + url()
                                                + "\",\"id\":\"https://x/id/00D/"
                                                + FakeSalesforce.USER
                                                + "\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private String url() {
        return "http://localhost:" + server.port();
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathEqualTo(SOAP)).willReturn(answer));
    }

    private Salesforce open() {
        return Salesforce.open(
                SalesforceSettings.of(url(), "id", new Secret("secret")), Seams.real());
    }

    private static List<WriteRequest> batch(String text) {
        return List.of(new WriteRequest(ID, Map.of("Name", text)));
    }

    private AdapterException failure() {
        try (Salesforce salesforce = open()) {
            return catchThrowableOfType(
                    AdapterException.class,
                    () -> salesforce.sink().update("Account", batch("canary"), WritePermit.ALWAYS));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void anUpdateGoesOutOnceSmallOrPacked(int length) throws AdapterException {
        answer(aResponse().withHeader("Content-Type", "text/xml;charset=UTF-8").withBody(DONE));
        try (Salesforce salesforce = open()) {
            assertThat(
                            salesforce
                                    .sink()
                                    .update(
                                            "Account",
                                            batch("x".repeat(length)),
                                            WritePermit.ALWAYS))
                    .containsExactly(new Accepted(ID));
            assertThat(salesforce.calls()).isEqualTo(2);
        }
        server.verify(
                1,
                postRequestedFor(urlEqualTo(SOAP))
                        .withHeader("SOAPAction", equalTo("\"\""))
                        .withHeader("Accept", equalTo("text/xml"))
                        .withHeader("Content-Type", containing("text/xml"))
                        .withoutHeader("Authorization")
                        .withRequestBody(containing("00D!canary"))
                        .withRequestBody(containing("x".repeat(length))));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aLostAnswerIsOpenAndTheUpdateNotRepeated(Fault fault) {
        answer(aResponse().withFault(fault));
        var failure = failure();
        assertThat(failure.category()).isEqualTo(Category.OUTCOME_UNKNOWN);
        assertThat(failure + "" + failure.getCause()).doesNotContain("canary");
        server.verify(1, postRequestedFor(urlEqualTo(SOAP)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowedWithTheSessionInTheBody(int status) {
        var other = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        other.start();
        try {
            other.stubFor(any(anyUrl()).willReturn(aResponse()));
            String elsewhere = "http://127.0.0.1:" + other.port() + SOAP;
            answer(aResponse().withStatus(status).withHeader("Location", elsewhere));
            assertThat(failure()).isNotNull();
            assertThat(other.getAllServeEvents()).isEmpty();
            server.verify(1, postRequestedFor(urlEqualTo(SOAP)));
        } finally {
            other.stop();
        }
    }

    @Test
    void a503WithRetryAfterZeroIsNotRepeated() {
        answer(aResponse().withStatus(503).withHeader("Retry-After", "0").withBody("busy"));
        assertThat(failure().category()).isEqualTo(Category.OUTCOME_UNKNOWN);
        server.verify(1, postRequestedFor(urlEqualTo(SOAP)));
    }
}
