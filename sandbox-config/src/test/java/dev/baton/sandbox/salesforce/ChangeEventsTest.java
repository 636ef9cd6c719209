package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.EventClient.Subscription;
import dev.baton.sandbox.salesforce.events.ChangeType;
import dev.baton.sandbox.salesforce.events.EventServer;
import eventbus.v1.ConsumerEvent;
import eventbus.v1.FetchRequest;
import eventbus.v1.ReplayPreset;
import eventbus.v1.TopicInfo;
import eventbus.v1.TopicRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Change Data Capture, as a subscriber of the Pub/Sub API meets it. */
final class ChangeEventsTest {
    private static final String ACME = "001000000000001AAA";
    private static final String BOLT = "001000000000002AAA";
    private static final String TOPIC = "/data/AccountChangeEvent";

    private TestOrg org;
    private EventServer server;
    private EventClient client;

    @BeforeEach
    void open(@TempDir Path dir) throws IOException {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,CreatedDate,Contract_Ends__c
                                001000000000001AAA,Acme,2025-01-01T00:00:00Z,2026-03-03
                                001000000000002AAA,Bolt,2025-01-01T00:00:00Z,
                                001000000000003AAA,Later,2026-03-02T08:00:00Z,
                                """));
        org.vendor.events().enable(List.of("Account"));
        server = org.vendor.serveEvents(0);
        client = new EventClient(server, org.token(), TestOrg.URL, organization());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private String organization() {
        return org.column("SELECT Id FROM Organization", "Id").getFirst();
    }

    private static FetchRequest.Builder from(ReplayPreset preset, int number) {
        return FetchRequest.newBuilder()
                .setTopicName(TOPIC)
                .setReplayPreset(preset)
                .setNumRequested(number);
    }

    private void score(String id, int score) {
        assertThat(org.update(TestOrg.account(id, "\"Baton_Score__c\":" + score)).toString())
                .contains("\"success\":true");
    }

    private Subscription earliest() {
        return client.subscribe(from(ReplayPreset.EARLIEST, 100).build());
    }

    @Test
    void aJobsChangesAreThoseOfWhoCreatedItAndNotOfWhoAsks() throws Exception {
        BulkCalls bulk = new BulkCalls(org);
        SandboxReply created =
                org.send(
                        "POST",
                        TestOrg.DATA + BulkCalls.INGEST,
                        Map.of(),
                        Map.of(
                                "authorization",
                                "Bearer " + org.token(),
                                "sforce-call-options",
                                "client=Loader"),
                        "{\"object\":\"Account\",\"operation\":\"update\"}");
        String job = BulkCalls.id(created);
        bulk.put(job, "Id,Baton_Score__c\n" + ACME + ",81\n");
        bulk.patch(BulkCalls.INGEST + "/" + job, "UploadComplete");
        String admin = org.tokenOf("admin@sandbox.invalid");
        for (int polls = 0; polls < 5; polls++) {
            org.callAs(admin, "GET", BulkCalls.INGEST + "/" + job, Map.of(), "");
        }

        GenericRecord event = client.read(earliest().event());

        assertThat(EventClient.header(event, "changeOrigin"))
                .isEqualTo("com/salesforce/api/bulkapi/65.0;client=Loader");
        assertThat(EventClient.header(event, "commitUser"))
                .isEqualTo(org.vendor.integrationUserId());
    }

    @Test
    void aWriteIsToldWithItsFieldsAndWhoMadeIt() throws Exception {
        org.send(
                "PATCH",
                TestOrg.DATA + "/sobjects/Account/" + ACME,
                Map.of(),
                Map.of(
                        "authorization",
                        "Bearer " + org.token(),
                        "sforce-call-options",
                        "client=Tester"),
                "{\"Baton_Score__c\":81}");

        GenericRecord event = client.read(earliest().event());
        assertThat(EventClient.header(event, "recordIds")).isEqualTo("[" + ACME + "]");
        assertThat(EventClient.header(event, "changeType")).isEqualTo("UPDATE");
        assertThat(EventClient.header(event, "changeOrigin"))
                .isEqualTo("com/salesforce/api/rest/65.0;client=Tester");
        assertThat(EventClient.header(event, "commitUser"))
                .isEqualTo(org.vendor.integrationUserId());
        assertThat(event.get("Baton_Score__c")).isEqualTo(81.0);
        assertThat(event.get("LastModifiedDate")).isEqualTo(TestOrg.NOW.toEpochMilli());
        assertThat(event.get("Name")).isNull();
    }

    @Test
    void recordsThatOneCallChangesAlikeAreToldTogether() throws Exception {
        org.update(
                TestOrg.account(ACME, "\"Baton_Score__c\":7"),
                TestOrg.account(BOLT, "\"Baton_Score__c\":7"));
        score(ACME, 8);

        Subscription subscription = earliest();
        GenericRecord both = client.read(subscription.event());
        GenericRecord one = client.read(subscription.event());
        assertThat(EventClient.header(both, "recordIds")).isEqualTo("[" + ACME + ", " + BOLT + "]");
        assertThat(EventClient.header(one, "recordIds")).isEqualTo("[" + ACME + "]");
        assertThat(EventClient.header(one, "transactionKey"))
                .isNotEqualTo(EventClient.header(both, "transactionKey"));
    }

    @Test
    void whatTheClockBringsToLightIsToldAsDoneByPeople() throws Exception {
        Instant now = Instant.parse("2026-03-03T12:00:00Z");
        org.clock.advance(now);
        org.vendor.advanced(TestOrg.NOW, now);

        Subscription subscription = earliest();
        GenericRecord created = client.read(subscription.event());
        GenericRecord updated = client.read(subscription.event());
        assertThat(EventClient.header(created, "changeType")).isEqualTo("CREATE");
        assertThat(created.get("Name")).hasToString("Later");
        assertThat(EventClient.header(updated, "changeType")).isEqualTo("UPDATE");
        assertThat(EventClient.header(updated, "recordIds")).isEqualTo("[" + ACME + "]");
        assertThat(EventClient.header(updated, "changeOrigin")).contains("SfdcInternalAPI");
    }

    @Test
    void whatIsTakenBackIsNotTold() throws Exception {
        String step =
                "{\"method\":\"PATCH\",\"url\":\""
                        + TestOrg.DATA
                        + "/sobjects/Account/%s\",\"referenceId\":\"%s\",\"body\":{\"Baton_Score__c\":5}}";
        String both =
                "{\"allOrNone\":true,\"compositeRequest\":["
                        + step.formatted(ACME, "a")
                        + ","
                        + step.formatted("001000000000099AAA", "b")
                        + "]}";
        assertThat(TestOrg.json(org.call("POST", "/composite", Map.of(), both)).toString())
                .contains("PROCESSING_HALTED");
        score(BOLT, 9);

        GenericRecord first = client.read(earliest().event());
        assertThat(EventClient.header(first, "recordIds")).isEqualTo("[" + BOLT + "]");
    }

    @Test
    void aClientGetsNoMoreThanItAskedFor() throws Exception {
        Subscription subscription = client.subscribe(from(ReplayPreset.EARLIEST, 1).build());
        score(ACME, 1);
        score(ACME, 2);

        assertThat(client.read(subscription.event()).get("Baton_Score__c")).isEqualTo(1.0);
        assertThat(subscription.isQuiet()).isTrue();
        assertThat(org.vendor.subscriptions().delivered()).isEqualTo(1);
        subscription.ask(FetchRequest.newBuilder().setNumRequested(1).build());
        assertThat(client.read(subscription.event()).get("Baton_Score__c")).isEqualTo(2.0);
    }

    @Test
    void aSubscriptionGoesOnBehindAReplayId() throws Exception {
        score(ACME, 1);
        score(ACME, 2);
        ConsumerEvent first = earliest().event();

        Subscription later =
                client.subscribe(
                        from(ReplayPreset.CUSTOM, 10).setReplayId(first.getReplayId()).build());
        assertThat(client.read(later.event()).get("Baton_Score__c")).isEqualTo(2.0);
    }

    @Test
    void whatIsOlderThanThreeDaysIsForgottenAndItsReplayIdIsNoGood() throws Exception {
        score(ACME, 1);
        ByteString old = earliest().event().getReplayId();
        org.clock.advance(Instant.parse("2026-03-04T11:59:00Z"));
        score(ACME, 2);
        assertThat(client.subscribe(from(ReplayPreset.CUSTOM, 1).setReplayId(old).build()).event())
                .isNotNull();

        org.clock.advance(Instant.parse("2026-03-04T12:01:00Z"));
        score(ACME, 3);
        assertThat(client.read(earliest().event()).get("Baton_Score__c")).isEqualTo(2.0);
        org.vendor.events().reset();
        assertThat(client.subscribe(from(ReplayPreset.CUSTOM, 1).setReplayId(old).build()).end())
                .containsExactly("INVALID_ARGUMENT", "subscription.fetch.replayid.corrupted");
    }

    @Test
    void anObjectThatIsNotSwitchedOnHasNoTopic() throws Exception {
        TopicInfo known =
                client.calls.getTopic(TopicRequest.newBuilder().setTopicName(TOPIC).build());
        assertThat(known.getCanSubscribe()).isTrue();
        assertThat(known.getTenantGuid()).isEqualTo(organization());

        TopicRequest contacts =
                TopicRequest.newBuilder().setTopicName("/data/ContactChangeEvent").build();
        assertThat(EventClient.told(catchThrowable(() -> client.calls.getTopic(contacts))))
                .startsWith("NOT_FOUND");
        assertThat(
                        client.subscribe(
                                        FetchRequest.newBuilder()
                                                .setTopicName("/data/ContactChangeEvent")
                                                .setNumRequested(1)
                                                .build())
                                .end())
                .startsWith("NOT_FOUND");
    }

    @Test
    void requestsThatMakeNoSenseAreRefusedInTheVendorsWords() throws Exception {
        assertThat(client.subscribe(from(ReplayPreset.LATEST, 0).build()).end())
                .containsExactly("INVALID_ARGUMENT", "subscription.fetch.requested.events.invalid");
        assertThat(client.subscribe(from(ReplayPreset.LATEST, 101).build()).end())
                .containsExactly("INVALID_ARGUMENT", "subscription.fetch.requested.events.invalid");
        assertThat(client.subscribe(from(ReplayPreset.CUSTOM, 1).build()).end())
                .containsExactly(
                        "INVALID_ARGUMENT", "subscription.fetch.replayid.validation.failed");
    }

    @Test
    void nobodyIsServedWithoutAToken() {
        try (EventClient stranger = new EventClient(server, "wrong", TestOrg.URL, organization())) {
            TopicRequest topic = TopicRequest.newBuilder().setTopicName(TOPIC).build();
            assertThat(EventClient.told(catchThrowable(() -> stranger.calls.getTopic(topic))))
                    .containsExactly("UNAUTHENTICATED", "service.auth.error");
        }
    }

    @Test
    void aDayThatIsUsedUpEndsTheSubscription() throws Exception {
        org.vendor.subscriptions().allow(1);
        Subscription subscription = client.subscribe(from(ReplayPreset.EARLIEST, 10).build());
        score(ACME, 1);
        subscription.event();
        score(ACME, 2);

        assertThat(subscription.end())
                .containsExactly("RESOURCE_EXHAUSTED", "subscription.limit.exceeded");
    }

    @Test
    void gapsAndOverflowsAreToldOnCommand() throws Exception {
        assertThat(org.vendor.gap("Contact", ChangeType.GAP_UPDATE, List.of(ACME))).isFalse();
        org.vendor.gap("Account", ChangeType.GAP_UPDATE, List.of(ACME, BOLT));
        org.vendor.gap("Account", ChangeType.GAP_OVERFLOW, List.of());

        Subscription subscription = earliest();
        GenericRecord gap = client.read(subscription.event());
        assertThat(EventClient.header(gap, "changeType")).isEqualTo("GAP_UPDATE");
        assertThat(EventClient.header(gap, "recordIds")).isEqualTo("[" + ACME + ", " + BOLT + "]");
        assertThat(EventClient.header(client.read(subscription.event()), "changeType"))
                .isEqualTo("GAP_OVERFLOW");
        org.vendor.subscriptions().cut();
        assertThat(subscription.end()).containsExactly("UNAVAILABLE", "service.unavailable");
    }
}
