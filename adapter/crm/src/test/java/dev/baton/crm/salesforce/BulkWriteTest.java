package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.JobRecord;
import dev.baton.port.MassWriter;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Mass writes by ingest jobs. */
class BulkWriteTest {
    private final FakeSalesforce fake = new FakeSalesforce();
    private final Remembered job = new Remembered();

    /** Survives what a test makes of the process. */
    private static final class Remembered implements JobRecord {
        final List<String> all = new ArrayList<>();
        @Nullable String open;

        @Override
        public Optional<String> open() {
            return Optional.ofNullable(open);
        }

        @Override
        public void opened(String id) {
            all.add(id);
            open = id;
        }

        @Override
        public void closed() {
            open = null;
        }
    }

    private MassWriter mass() {
        return fake.open(fake.settings()).sink().mass().orElseThrow();
    }

    private List<WriteRequest> scores(int count) {
        var requests = new ArrayList<WriteRequest>();
        for (int i = 0; i < count; i++) {
            FakeOrg.Row row = fake.org.create("Account", fake.org.now.minusSeconds(60));
            requests.add(
                    new WriteRequest(
                            row.id(),
                            Map.of("Baton_Score__c", new BigDecimal("8" + i), "Name", "n" + i)));
        }
        return requests;
    }

    private List<WriteResult> write(List<WriteRequest> requests) throws AdapterException {
        return mass().write("Account", null, requests, WritePermit.ALWAYS, job);
    }

    @Test
    void everyRowIsToldByItsIdWhateverTheOrderOfTheLists() throws Exception {
        List<WriteRequest> requests = scores(3);
        fake.bulk.refused.put(
                requests.get(1).id(),
                "UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--");
        List<WriteResult> results = write(requests);
        assertThat(results.get(0)).isEqualTo(new WriteResult.Accepted(requests.get(0).id()));
        assertThat(results.get(2)).isEqualTo(new WriteResult.Accepted(requests.get(2).id()));
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("UNABLE_TO_LOCK_ROW");
                            assertThat(refused.retryable()).isTrue();
                        });
        assertThat(fake.bulk.jobs).hasSize(1);
        assertThat(job.open).isNull();
        assertThat(fake.org.rows("Account").getFirst().values)
                .containsEntry("Baton_Score__c", "80");
    }

    @Test
    void nothingAndEmptyTextEmptyAField() throws Exception {
        String id = fake.org.create("Account", fake.org.now.minusSeconds(60)).id();
        Objects.requireNonNull(fake.org.row("Account", id)).values.put("Name", "before");
        write(List.of(new WriteRequest(id, Collections.singletonMap("Name", null))));
        assertThat(fake.org.rows("Account").getFirst().values).containsEntry("Name", null);
    }

    @Test
    void aTextThatWouldEmptyAFieldIsRefusedAndNotSent() throws Exception {
        String id = fake.org.create("Account", fake.org.now.minusSeconds(60)).id();
        List<WriteResult> results = write(List.of(new WriteRequest(id, Map.of("Name", "#N/A"))));
        assertThat(results.getFirst()).isInstanceOf(WriteResult.Refused.class);
        assertThat(fake.bulk.jobs).isEmpty();
    }

    @Test
    void recordsThatWriteOtherFieldsShareAJobAndKeepWhatTheyDoNotWrite() throws Exception {
        List<WriteRequest> requests = new ArrayList<>(scores(2));
        FakeOrg.Row alone = fake.org.create("Account", fake.org.now.minusSeconds(60));
        alone.values.put("Baton_Score__c", "7");
        requests.add(new WriteRequest(alone.id(), Map.of("Name", "alone")));
        assertThat(write(requests)).allMatch(WriteResult.Accepted.class::isInstance);
        assertThat(fake.bulk.jobs).hasSize(1);
        assertThat(alone.values)
                .containsEntry("Baton_Score__c", "7")
                .containsEntry("Name", "alone");
    }

    @Test
    void aJobThatEndsEarlyLeavesItsRowsToAnotherTry() throws Exception {
        fake.bulk.ends = "Failed";
        assertThat(write(scores(2)))
                .allSatisfy(
                        result ->
                                assertThat(result)
                                        .isInstanceOfSatisfying(
                                                WriteResult.Refused.class,
                                                each -> assertThat(each.retryable()).isTrue()));
    }

    @Test
    void rowsThatNoListTellsOfAreInDoubt() {
        List<WriteRequest> requests = scores(2);
        fake.bulk.hidden.add(requests.getLast().id());
        assertThatThrownBy(() -> write(requests))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.OUTCOME_UNKNOWN));
        assertThat(job.open).as("it is at rest, and another one may follow").isNull();
    }

    @Test
    void theFieldsThatARefusalNamesArePassedOnAndItsTextIsNot() throws Exception {
        List<WriteRequest> requests = scores(1);
        fake.bulk.refused.put(
                requests.getFirst().id(), "STRING_TOO_LONG:canary: text:Name Baton_Score__c --");
        assertThat(write(requests).getFirst())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> {
                            assertThat(refused.fields()).containsExactly("Name", "Baton_Score__c");
                            assertThat(refused.toString()).doesNotContain("canary");
                        });
    }

    @Test
    void whoStopsWhileAJobIsUnderWayLeavesItToTheNextRun() throws Exception {
        List<WriteRequest> requests = scores(1);
        WritePermit untilHandedOver =
                () ->
                        fake.bulk.jobs.values().stream()
                                .noneMatch(each -> each.state.equals("UploadComplete"));
        assertThatThrownBy(() -> mass().write("Account", null, requests, untilHandedOver, job))
                .isInstanceOfSatisfying(
                        AdapterException.class, e -> assertThat(e.code()).isEqualTo("withdrawn"));
        assertThat(job.open).isNotNull();
        mass().settle(job);
        assertThat(fake.org.rows("Account").getFirst().updates).isEqualTo(1);
    }

    @Test
    void aJobIsRememberedBeforeAnythingIsUploaded() {
        fake.instead =
                call -> {
                    if (call.url().endsWith("/batches")) {
                        assertThat(job.open).isNotNull();
                    }
                    return null;
                };
        assertThatThrownBy(
                        () -> {
                            write(scores(1));
                            throw new IllegalStateException("it went through");
                        })
                .hasMessage("it went through");
        assertThat(job.all).hasSize(1);
    }

    @Test
    void aLostUploadIsCalledOffAndNothingOfItWasWritten() {
        List<WriteRequest> requests = scores(1);
        fake.instead =
                call ->
                        call.url().endsWith("/batches")
                                ? fake.answer(503, "text/html", "<h1>busy</h1>", Map.of())
                                : null;
        assertThatThrownBy(() -> write(requests))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
        assertThat(fake.bulk.jobs.values())
                .extracting(each -> each.state)
                .containsExactly("Aborted");
        assertThat(job.open).isNull();
    }

    @Test
    void aLostHandOverIsAskedAfterAndNotRepeated() throws Exception {
        List<WriteRequest> requests = scores(1);
        fake.instead =
                call -> {
                    if (!call.method().equals("PATCH")) {
                        return null;
                    }
                    fake.bulk.handle(call);
                    return fake.answer(503, "text/html", "<h1>busy</h1>", Map.of());
                };
        assertThat(write(requests)).allMatch(WriteResult.Accepted.class::isInstance);
        assertThat(fake.org.rows("Account").getFirst().updates).isEqualTo(1);
    }

    @Test
    void afterACrashAnOpenJobIsCalledOffAndOneUnderWayIsAwaited() throws Exception {
        List<WriteRequest> requests = scores(1);
        fake.instead =
                call ->
                        call.url().contains("/jobs/ingest/") && !call.url().endsWith("/batches")
                                ? fake.answer(503, "text/html", "<h1>busy</h1>", Map.of())
                                : null;
        assertThatThrownBy(() -> write(requests)).isInstanceOf(AdapterException.class);
        assertThat(job.open).as("could not be called off").isNotNull();
        fake.instead = call -> null;
        mass().settle(job);
        assertThat(fake.bulk.jobs.values())
                .extracting(each -> each.state)
                .containsExactly("Aborted");
        assertThat(job.open).isNull();

        fake.instead =
                call ->
                        call.method().equals("GET") && call.url().contains("/jobs/ingest/")
                                ? fake.answer(503, "text/html", "<h1>busy</h1>", Map.of())
                                : null;
        assertThatThrownBy(() -> write(requests)).isInstanceOf(AdapterException.class);
        assertThat(job.open).as("under way").isNotNull();
        fake.instead = call -> null;
        mass().settle(job);
        assertThat(fake.org.rows("Account").getFirst().updates).isEqualTo(1);
        assertThat(job.open).isNull();
    }

    @Test
    void whatTheOrgTakesNoJobOfIsLeftToBatches() throws Exception {
        List<WriteRequest> requests = scores(2);
        fake.instead =
                call ->
                        call.url().endsWith("/jobs/ingest")
                                ? fake.json(
                                        400,
                                        FakeRest.error(400, "INVALIDENTITY", "not supported")
                                                .body())
                                : null;
        MassWriter mass = mass();
        assertThat(mass.write("Account", null, requests, WritePermit.ALWAYS, job))
                .allSatisfy(
                        result ->
                                assertThat(result)
                                        .isInstanceOfSatisfying(
                                                WriteResult.Refused.class,
                                                each -> assertThat(each.retryable()).isTrue()));
        assertThat(mass.isWorth(1_000_000)).isFalse();
        assertThat(job.all).isEmpty();
    }

    @Test
    void withoutLeaveNothingIsHandedOver() {
        List<WriteRequest> requests = scores(1);
        assertThatThrownBy(() -> mass().write("Account", null, requests, () -> false, job))
                .isInstanceOf(AdapterException.class);
        assertThat(fake.bulk.jobs).isEmpty();
    }

    @Test
    void jobsAreForTheManyOnly() {
        assertThat(mass().isWorth(9_999)).isFalse();
        assertThat(mass().isWorth(10_000)).isTrue();
    }
}
