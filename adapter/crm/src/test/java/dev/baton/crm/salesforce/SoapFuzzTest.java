package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.TokenSource;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Whatever bytes come in place of the Partner API's answer, force-wsc reads them in memory alone,
 * and what comes out is a result or one of our failures. The first byte chooses the call.
 */
class SoapFuzzTest {
    private static final String ID = "001000000000001AAA";
    private static final Secret TOKEN = new Secret("00D!canary");
    private static final TokenSource TOKENS =
            new TokenSource() {
                @Override
                public Secret current() {
                    return TOKEN;
                }

                @Override
                public Secret renew(Secret rejected) {
                    return TOKEN;
                }
            };

    @FuzzTest
    void anAnswerIsReadOrRefused(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] body = java.util.Arrays.copyOfRange(input, 1, input.length);
        Exchange exchange = call -> answer(body);
        var settings = SalesforceSettings.of(FakeSalesforce.URL, "id", new Secret("secret"));
        var partner = new PartnerApi(settings, TOKENS, exchange, permit -> exchange);
        try {
            call(partner, input[0]);
        } catch (AdapterException refused) {
            assertThat(refused.toString() + refused.getCause()).doesNotContain("canary");
        }
    }

    private static void call(PartnerApi partner, byte which) throws AdapterException {
        switch (which) {
            case 'r' -> partner.read(on -> on.retrieve("Id", "Account", new String[] {ID}));
            default -> update(partner);
        }
    }

    /** Of a write nothing is said but that it was done, was not, or may have been. */
    private static void update(PartnerApi partner) throws AdapterException {
        var batch = List.of(new WriteRequest(ID, Map.of("Name", "x")));
        try {
            SaveResult[] saved =
                    partner.write(
                            WritePermit.ALWAYS,
                            on -> on.update(new SObject[] {new SObject("Account")}));
            assertThat(SaveResults.match(batch, saved)).containsOnlyKeys(ID);
        } catch (AdapterException refused) {
            assertThat(refused.category()).isNotEqualTo(Category.UNAVAILABLE);
            throw refused;
        }
    }

    private static HttpAnswer answer(byte[] body) {
        return new HttpAnswer(200, Map.of("content-type", "text/xml"), body, Instant.EPOCH);
    }
}
