package dev.baton.crm.salesforce.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.crm.salesforce.OrgApi;
import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountSurveyTest {
    private static final String DESCRIBE =
            """
            {"name":"Account","fields":[
             {"name":"Id","type":"id","label":"Account ID","filterable":true},
             {"name":"OwnerId","type":"reference","label":"Owner","referenceTo":["User"]},
             {"name":"LastModifiedById","type":"reference","label":"Last Modified","referenceTo":["User"]},
             {"name":"CSM__c","type":"reference","label":"CSM","referenceTo":["User"]},
             {"name":"Type","type":"picklist","label":"Type","picklistValues":[
               {"active":true,"value":"Customer"},{"active":true,"value":"Former Customer"},
               {"active":true,"value":"Prospect"},{"active":false,"value":"Customer - Old"}]},
             {"name":"AnnualRevenue","type":"currency","label":"Annual Revenue"},
             {"name":"Contract_Value__c","type":"currency","label":"Contract Value"},
             {"name":"Baton_Value__c","type":"currency","label":"Value"},
             {"name":"Renewal_On__c","type":"date","label":"Renewal"},
             {"name":"Founded__c","type":"date","label":"Founded"},
             {"name":"Website","type":"url","label":"Website","filterable":true},
             {"name":"External_Id__c","type":"string","label":"External Id","externalId":true,"filterable":true}
            ]}
            """;

    private final List<String> queries = new ArrayList<>();

    /** Four accounts, three of them customers; what they hold is fixed here. */
    private final Exchange org =
            call -> {
                String url = URLDecoder.decode(call.url(), StandardCharsets.UTF_8);
                if (url.endsWith("/describe")) {
                    return json(DESCRIBE);
                }
                String soql = url.substring(url.indexOf("q=") + 2);
                queries.add(soql);
                if (soql.contains("External_Id__c IN")) {
                    return rows("{\"External_Id__c\":\"ACME\"},{\"External_Id__c\":\"globex\"}");
                }
                if (soql.contains("Website LIKE")) {
                    return rows("{\"Website\":\"https://www.acme.com/home\"}");
                }
                return rows(
                        account(1, "Customer", "\"005000000000001AAA\"", "10", "\"2026-05-01\"")
                                + ","
                                + account(
                                        2,
                                        "Customer",
                                        "\"005000000000001AAA\"",
                                        "null",
                                        "\"2026-06-01\"")
                                + ","
                                + account(3, "Customer", "null", "20", "null")
                                + ","
                                + account(4, "Prospect", "null", "null", "null"));
            };

    private static String account(int id, String type, String csm, String value, String renewal) {
        return ("{\"Id\":\"00100000000000%dAAA\",\"Type\":\"%s\",\"CSM__c\":%s,\"OwnerId\":\"005000000000009AAA\","
                        + "\"Contract_Value__c\":%s,\"Renewal_On__c\":%s}")
                .formatted(id, type, csm, value, renewal);
    }

    private static HttpAnswer rows(String rows) {
        return json("{\"done\":true,\"totalSize\":0,\"records\":[" + rows + "]}");
    }

    private static HttpAnswer json(String body) {
        return new HttpAnswer(
                200,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Instant.EPOCH);
    }

    private Proposals proposals(Organisations organisations) throws AdapterException {
        var seams = new Seams(() -> Instant.EPOCH, time -> {}, new Random(5), org);
        OrgApi api = OrgApi.as(new Secret("token"), "https://acme.my.salesforce.com", seams);
        return AccountSurvey.propose(api, organisations);
    }

    @Test
    void customersAreToldFromFormerOnesAndProspects() throws AdapterException {
        Proposals proposals = proposals(Organisations.NONE);
        assertThat(proposals.condition())
                .containsExactly(new Candidate("Type == 'Customer'", "", 3, 4));
        assertThat(proposals.customers()).isEqualTo(3);
    }

    @Test
    void fillRatesAreOfCustomersOnly() throws AdapterException {
        Proposals proposals = proposals(Organisations.NONE);
        assertThat(proposals.value())
                .containsExactly(new Candidate("Contract_Value__c", "Contract Value", 2, 3));
        assertThat(proposals.renewal())
                .containsExactly(new Candidate("Renewal_On__c", "Renewal", 2, 3));
        assertThat(proposals.renewal().getFirst().percent()).isEqualTo("67 %");
    }

    /** However full it is, the owner is whoever sold it. */
    @Test
    void theOwnerIsTheLastResortForTheCsm() throws AdapterException {
        assertThat(proposals(Organisations.NONE).csm())
                .extracting(Candidate::value)
                .containsExactly("CSM__c", "OwnerId");
    }

    @Test
    void aKeyIsProposedByHowManyOrganisationsItFinds() throws AdapterException {
        var organisations = new Organisations(List.of("acme", "globex", "initech"), List.of());
        assertThat(proposals(organisations).key())
                .containsExactly(new Candidate("External_Id__c", "External Id", 2, 3));
    }

    @Test
    void aDomainIsFoundInsideAnAddress() throws AdapterException {
        var organisations = new Organisations(List.of(), List.of("acme.com", "globex.com"));
        assertThat(proposals(organisations).domain())
                .containsExactly(new Candidate("Website", "Website", 1, 2));
    }

    @Test
    void aKeyWithAQuoteStaysAText() throws AdapterException {
        proposals(new Organisations(List.of("o'brien') OR Name != ('"), List.of()));
        assertThat(queries).anyMatch(soql -> soql.contains("IN ('o\\'brien\\') OR Name != (\\'')"));
    }
}
