package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.FieldType;
import com.sforce.soap.partner.GetUserInfoResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.fault.ExceptionCode;
import com.sforce.soap.partner.fault.InvalidFieldFault;
import com.sforce.soap.partner.fault.InvalidSObjectFault;
import com.sforce.soap.partner.fault.LoginFault;
import com.sforce.soap.partner.fault.MalformedQueryFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.bind.XmlObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The vendor's own SOAP client is strict about order and names of elements; what it accepts is
 * well-formed.
 */
final class WscClientTest {
    private static final String ACME = "001000000000001AAA";
    private static final String BOLT = "001000000000002AAA";

    private TestOrg org;
    private HttpServer server;
    private PartnerConnection connection;
    private SandboxReply last = SandboxReply.json(200, "");

    @BeforeEach
    void connect(@TempDir Path dir) throws Exception {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,Industry,OwnerId,CreatedDate
                                001000000000001AAA,Acme,Retail,005000000000001AAA,2025-01-01T00:00:00.000+0000
                                001000000000002AAA,Bolt & <Co>,,,2025-01-02T00:00:00.000+0000
                                """,
                                "Contact",
                                "Id,LastName,AccountId,CreatedDate\n003000000000001AAA,Lee,001000000000001AAA,2025-01-01T00:00:00Z\n",
                                "User",
                                "Id,Username,Name\n005000000000001AAA,ann@example.com,Ann\n"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        connection = new PartnerConnection(config(org.token()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ConnectorConfig config(String token) {
        ConnectorConfig config = new ConnectorConfig();
        config.setManualLogin(true);
        config.setCompression(false);
        config.setSessionId(token);
        config.setServiceEndpoint(
                "http://127.0.0.1:"
                        + server.getAddress().getPort()
                        + "/services/Soap/u/65.0/00D000000Baton1");
        return config;
    }

    private void serve(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        last =
                org.vendor.handle(
                        new SandboxRequest(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getPath(),
                                Map.of(),
                                headers,
                                exchange.getRequestBody().readAllBytes()));
        last.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(last.status(), last.body().length);
        exchange.getResponseBody().write(last.body());
        exchange.close();
    }

    private static SObject object(String type, Object... fields) {
        SObject object = new SObject(type);
        for (int i = 0; i < fields.length; i += 2) {
            object.setField((String) fields[i], fields[i + 1]);
        }
        return object;
    }

    @Test
    void updateAnswersRowByRowAndABadRowSpoilsNoOther() throws Exception {
        SObject good = object("Account", "Baton_Score__c", 81.0, "Baton_Band__c", "Green");
        good.setId(ACME);
        SObject bad = object("Account", "Baton_Band__c", "Purple");
        bad.setId(BOLT);

        SaveResult[] results = connection.update(new SObject[] {good, bad});

        assertThat(results[0].isSuccess()).isTrue();
        assertThat(results[0].getId()).isEqualTo(ACME);
        assertThat(results[1].isSuccess()).isFalse();
        assertThat(results[1].getErrors()[0].getStatusCode().name())
                .isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(results[1].getErrors()[0].getFields()).containsExactly("Baton_Band__c");
        assertThat(connection.getLimitInfoHeader().getLimitInfo()[0].getLimit()).isEqualTo(100_000);
        assertThat(last.operation()).isEqualTo("update");
        assertThat(last.write()).isTrue();
    }

    @Test
    void fieldsToNullClears() throws Exception {
        SObject set = object("Account", "Baton_Score__c", 81.0);
        set.setId(ACME);
        connection.update(new SObject[] {set});
        SObject clear = new SObject("Account");
        clear.setId(ACME);
        clear.setFieldsToNull(new String[] {"Baton_Score__c"});
        connection.update(new SObject[] {clear});

        SObject read = connection.retrieve("Id,Baton_Score__c", "Account", new String[] {ACME})[0];

        assertThat(read.getField("Baton_Score__c")).isNull();
    }

    @Test
    void upsertCreatesOnceAndThenUpdates() throws Exception {
        SObject task =
                object("Task", "Baton_Key__c", "renewal:001:1", "Subject", "Call", "WhatId", ACME);

        UpsertResult first = connection.upsert("Baton_Key__c", new SObject[] {task})[0];
        UpsertResult second = connection.upsert("Baton_Key__c", new SObject[] {task})[0];

        assertThat(first.isSuccess()).isTrue();
        assertThat(first.isCreated()).isTrue();
        assertThat(second.isCreated()).isFalse();
        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(org.column("SELECT AccountId FROM Task", "AccountId")).containsExactly(ACME);
    }

    @Test
    void retrieveKeepsOrderAndShowsNullForMissingRecordsAndEmptyFields() throws Exception {
        SObject[] found =
                connection.retrieve(
                        "Id,Name,Industry",
                        "Account",
                        new String[] {BOLT, "001000000000009AAA", ACME});

        assertThat(found).hasSize(3);
        assertThat(found[0].getField("Name")).isEqualTo("Bolt & <Co>");
        assertThat(found[0].getField("Industry")).isNull();
        assertThat(found[1]).isNull();
        assertThat(found[2].getId()).isEqualTo(ACME);
        assertThat(new String(last.body(), StandardCharsets.UTF_8))
                .contains(
                        "<sf:type>Account</sf:type><sf:Id>001000000000001AAA</sf:Id><sf:Id>001000000000001AAA</sf:Id>",
                        "<sf:Industry xsi:nil=\"true\"",
                        "<result xsi:nil=\"true\"");
        assertThat(last.write()).isFalse();
    }

    private static Field field(DescribeSObjectResult described, String name) {
        return Arrays.stream(described.getFields())
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void describeCarriesTypesRightsAndPicklists() throws Exception {
        DescribeSObjectResult[] described =
                connection.describeSObjects(new String[] {"Account", "Task"});

        DescribeSObjectResult account = described[0];
        Field score = field(account, "Baton_Score__c");
        assertThat(score.getType()).isEqualTo(FieldType._double);
        assertThat(score.getPrecision()).isEqualTo(3);
        assertThat(score.isUpdateable()).isTrue();
        assertThat(field(account, "Baton_Override_Band__c").isUpdateable()).isFalse();
        assertThat(field(account, "Baton_Health__c").isCalculated()).isTrue();
        assertThat(field(account, "Baton_Band__c").getPicklistValues()).hasSize(4);
        assertThat(field(account, "OwnerId").getReferenceTo()).containsExactly("User");
        assertThat(field(account, "Name").isUpdateable()).isFalse();
        assertThat(described[0].isCreateable()).isFalse();
        Field key = field(described[1], "Baton_Key__c");
        assertThat(key.isExternalId()).isTrue();
        assertThat(key.isIdLookup()).isTrue();
        assertThat(key.isUnique()).isTrue();
        assertThat(connection.describeGlobal().getSobjects()).isNotEmpty();
    }

    @Test
    void queryPagesWithQueryMoreAndReadsParents() throws Exception {
        SObject[] tasks =
                IntStream.range(0, 150)
                        .mapToObj(
                                i -> object("Task", "Baton_Key__c", "key" + i, "Subject", "s" + i))
                        .toArray(SObject[]::new);
        connection.upsert("Baton_Key__c", tasks);
        Arrays.stream(tasks)
                .forEach(
                        task -> task.setField("Baton_Key__c", task.getField("Baton_Key__c") + "b"));
        connection.upsert("Baton_Key__c", tasks);
        connection.setQueryOptions(200);

        QueryResult first = connection.query("SELECT Id, Subject FROM Task");
        QueryResult rest = connection.queryMore(first.getQueryLocator());

        assertThat(first.isDone()).isFalse();
        assertThat(first.getSize()).isEqualTo(300);
        assertThat(first.getRecords()).hasSize(200);
        assertThat(rest.isDone()).isTrue();
        assertThat(rest.getRecords()).hasSize(100);
        SObject account =
                connection.query("SELECT Name, Owner.Name FROM Account WHERE Name = 'Acme'")
                        .getRecords()[0];
        assertThat(account.getChild("Owner").getField("Name")).isEqualTo("Ann");
    }

    @Test
    void anExpiredSessionIsAFaultThatTheClientKnows() {
        org.realTime.plusSeconds(2 * 60 * 60);

        assertThatThrownBy(() -> connection.getServerTimestamp())
                .isInstanceOfSatisfying(
                        UnexpectedErrorFault.class,
                        fault -> {
                            assertThat(fault.getExceptionCode())
                                    .isEqualTo(ExceptionCode.INVALID_SESSION_ID);
                            assertThat(fault.getExceptionMessage())
                                    .contains("Illegal Session", "Session not found");
                        });
        assertThat(last.status()).isEqualTo(500);
    }

    @Test
    void anExpiredSessionWakesTheClientsRenewer() throws Exception {
        org.realTime.plusSeconds(2 * 60 * 60);
        ConnectorConfig config = config(org.token());
        config.setSessionRenewer(
                used -> {
                    var renewed = new com.sforce.ws.SessionRenewer.SessionRenewalHeader();
                    renewed.name =
                            new javax.xml.namespace.QName(
                                    "urn:partner.soap.sforce.com", "SessionHeader");
                    var header = new com.sforce.soap.partner.SessionHeader_element();
                    header.setSessionId(org.logIn());
                    renewed.headerElement = header;
                    return renewed;
                });

        assertThat(new PartnerConnection(config).getServerTimestamp().getTimestamp().toInstant())
                .isEqualTo(TestOrg.NOW);
    }

    @Test
    void anUnknownFieldRefusesTheWholeUpdate() {
        SObject good = object("Account", "Baton_Score__c", 1.0);
        good.setId(ACME);
        SObject bad = object("Account", "Nonsense__c", 1.0);
        bad.setId(BOLT);

        assertThatThrownBy(() -> connection.update(new SObject[] {good, bad}))
                .isInstanceOfSatisfying(
                        InvalidFieldFault.class,
                        fault ->
                                assertThat(fault.getExceptionMessage())
                                        .contains(
                                                "No such column 'Nonsense__c' on entity 'Account'"));
        assertThat(
                        org.query("SELECT COUNT() FROM Account WHERE Baton_Score__c = 1")
                                .path("totalSize")
                                .asInt())
                .isZero();
    }

    @Test
    void otherFaultsHaveTheirOwnTypes() {
        assertThatThrownBy(() -> connection.describeSObjects(new String[] {"Nope"}))
                .isInstanceOf(InvalidSObjectFault.class);
        assertThatThrownBy(() -> connection.query("SELECT Id FROM Account WHERE"))
                .isInstanceOfSatisfying(
                        MalformedQueryFault.class,
                        fault -> assertThat(fault.getColumn()).isEqualTo(29));
        assertThatThrownBy(() -> connection.queryMore("0r8nothing-2000"))
                .isInstanceOfSatisfying(
                        ApiFault.class,
                        fault ->
                                assertThat(fault.getExceptionCode())
                                        .isEqualTo(ExceptionCode.INVALID_QUERY_LOCATOR));
    }

    @Test
    void moreThanTwoHundredRowsAreRefused() {
        SObject[] rows =
                IntStream.range(0, 201)
                        .mapToObj(i -> object("Task", "Baton_Key__c", "k" + i))
                        .toArray(SObject[]::new);

        assertThatThrownBy(() -> connection.upsert("Baton_Key__c", rows))
                .isInstanceOfSatisfying(
                        ApiFault.class,
                        fault ->
                                assertThat(fault.getExceptionCode())
                                        .isEqualTo(ExceptionCode.EXCEEDED_ID_LIMIT));
    }

    @Test
    void userInfoNamesTheIntegrationUser() throws Exception {
        GetUserInfoResult info = connection.getUserInfo();

        assertThat(info.getUserId()).isEqualTo(org.vendor.integrationUserId());
        assertThat(info.getOrganizationId()).hasSize(18).startsWith("00D");
        assertThat(info.getUserName()).isEqualTo("baton@sandbox.invalid");
    }

    @Test
    void documentTypesAreNotRead() {
        String attack =
                "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><query>&x;</query></e:Body></e:Envelope>";

        SandboxReply reply = org.send("POST", "/services/Soap/u/65.0", Map.of(), Map.of(), attack);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .contains("faultcode")
                .doesNotContain("root");
    }

    @Test
    void rowsKeepTheirOrder() throws Exception {
        SObject unknown = object("Account", "Baton_Score__c", 1.0);
        unknown.setId("001000000000009AAA");
        SObject good = object("Account", "Baton_Score__c", 2.0);
        good.setId(ACME);

        SaveResult[] results = connection.update(new SObject[] {unknown, good, good});

        assertThat(List.of(results).stream().map(SaveResult::isSuccess))
                .containsExactly(false, true, false);
        assertThat(results[0].getErrors()[0].getStatusCode().name())
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(results[2].getErrors()[0].getStatusCode().name()).isEqualTo("DUPLICATE_VALUE");
    }

    private ConnectorConfig login(String version, String password) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        org.vendor.instanceUrl(url);
        ConnectorConfig config = new ConnectorConfig();
        config.setCompression(false);
        config.setAuthEndpoint(url + "/services/Soap/u/" + version);
        config.setUsername("ann@example.com");
        config.setPassword(password);
        return config;
    }

    @Test
    void anOlderVersionLogsInWithNameAndPassword() throws ConnectionException {
        PartnerConnection ann = new PartnerConnection(login("64.0", "sandboxTOKEN"));

        assertThat(ann.getUserInfo().getUserId()).isEqualTo("005000000000001AAA");
        assertThat(ann.getConfig().getServiceEndpoint())
                .endsWith("/services/Soap/u/64.0/00D000000Baton1");
        assertThat(ann.query("SELECT Id FROM Account").getSize()).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsALoginFaultAndVersion65HasNoLogin() {
        assertThatThrownBy(() -> new PartnerConnection(login("64.0", "wrong")))
                .isInstanceOf(LoginFault.class);
        assertThatThrownBy(() -> new PartnerConnection(login("65.0", "sandbox")))
                .isInstanceOf(ConnectionException.class)
                .isNotInstanceOf(LoginFault.class);
    }

    @Test
    void childrenComeAsAnAnswerOfTheirOwn() throws ConnectionException {
        SObject[] found =
                connection
                        .query(
                                "SELECT Name, (SELECT LastName FROM Contacts) FROM Account ORDER BY Name")
                        .getRecords();

        XmlObject contacts = found[0].getChild("Contacts");
        assertThat(contacts.getField("size")).hasToString("1");
        assertThat(contacts.getChild("records").getField("LastName")).isEqualTo("Lee");
        assertThat(found[1].getField("Contacts")).isNull();
    }

    @Test
    void groupsAreAggregateResults() throws ConnectionException {
        SObject[] found =
                connection
                        .query(
                                "SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry ORDER BY Industry NULLS LAST")
                        .getRecords();

        assertThat(found[0].getType()).isEqualTo("AggregateResult");
        assertThat(found[0].getField("Industry")).isEqualTo("Retail");
        assertThat(found[0].getField("n")).isEqualTo("1");
    }
}
