package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.JobRecord;
import dev.baton.port.MassWriter;
import dev.baton.port.Sink;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.port.WriteRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * What the lessons stand on: what went wrong in the field for those who read from and wrote to
 * Salesforce before us, each played on the real adapter against a fake wire. They are spread over
 * the classes named after it; {@link LessonsTest} counts them.
 */
abstract class Lessons {
    static final Instant T = Instant.parse("2026-03-28T09:00:00Z");
    static final StreamRequest NAMES = new StreamRequest("Account", List.of("Name"));

    final FakeSalesforce salesforce = new FakeSalesforce();
    final Remembered job = new Remembered();

    /** Survives what a lesson makes of the process. */
    static final class Remembered implements JobRecord {
        @Nullable String open;

        @Override
        public Optional<String> open() {
            return Optional.ofNullable(open);
        }

        @Override
        public void opened(String id) {
            open = id;
        }

        @Override
        public void closed() {
            open = null;
        }
    }

    Source source(int pageSize) {
        return salesforce.open(salesforce.settings().withPageSize(pageSize)).source();
    }

    Sink sink() {
        return salesforce.open(salesforce.settings()).sink();
    }

    MassWriter mass() {
        return sink().mass().orElseThrow();
    }

    FakeOrg.Row account(Instant at) {
        return salesforce.org.create("Account", at);
    }

    FakeOrg.Row stored(String id) {
        return Objects.requireNonNull(salesforce.org.row("Account", id));
    }

    void later(Duration time) {
        salesforce.org.now = salesforce.org.now.plus(time);
    }

    static WriteRequest write(String id, String field, @Nullable Object value) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put(field, value);
        return new WriteRequest(id, fields);
    }

    static AdapterException failure(ThrowingCallable call) {
        AdapterException failure = catchThrowableOfType(AdapterException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    /** What was sent to a resource. */
    List<HttpCall> callsTo(String part) {
        return salesforce.calls.stream().filter(call -> call.url().contains(part)).toList();
    }

    static String body(HttpCall call) {
        return new String(FakeSalesforce.unpacked(call), StandardCharsets.UTF_8);
    }

    /** An org of so many rows that a query job reads them; it finds the given lines of CSV. */
    void found(String columns, String... lines) {
        for (int n = 0; n < Volume.PAGE; n++) {
            account(T);
        }
        salesforce.instead =
                call ->
                        call.url().contains("COUNT%28%29")
                                ? salesforce.json(
                                        200, "{\"totalSize\":12000,\"done\":true,\"records\":[]}")
                                : null;
        var parts = new ArrayList<String>();
        for (String line : lines) {
            parts.add(
                    "\"Id\",\"SystemModstamp\",\"CreatedDate\",\"IsDeleted\",\"MasterRecordId\","
                            + columns
                            + "\n"
                            + line);
        }
        salesforce.bulk.parts = parts;
    }

    /** A line of what a query job finds. */
    static String line(int number, String cells) {
        return "\""
                + FakeOrg.id("Account", number)
                + "\",\"2026-03-01T10:00:00.000Z\",\"2026-01-01T10:00:00.000Z\",\"false\",\"\","
                + cells
                + "\n";
    }
}
