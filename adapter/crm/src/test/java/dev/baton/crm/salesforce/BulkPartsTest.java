package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts of a query job's answer, several on their way side by side. */
@Timeout(30)
class BulkPartsTest {
    private static final String JOB = "750000000000001AAA";

    /** Parts of one row each, "part 0" to "part 5". */
    private static final int PARTS = 6;

    /** As they were asked for. */
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private static int number(HttpCall call) {
        int at = call.url().indexOf("locator=part");
        return at < 0 ? 0 : Integer.parseInt(call.url().substring(at + "locator=part".length()));
    }

    private static HttpAnswer answer(int number, String body) {
        String next = number + 1 < PARTS ? "part" + (number + 1) : "null";
        return new HttpAnswer(
                200,
                Map.of(
                        "sforce-locator",
                        next,
                        "sforce-numberofrecords",
                        "1",
                        "date",
                        "Sun, 29 Nov 2026 12:00:00 GMT"),
                body.getBytes(StandardCharsets.UTF_8),
                Instant.EPOCH);
    }

    private HttpAnswer headThenBody(HttpCall call) {
        int number = number(call);
        asked.add("part " + number);
        Objects.requireNonNull(call.piecemeal().onHead()).accept(answer(number, ""));
        return answer(number, "part " + number);
    }

    private static BulkParts parts(Exchange exchange) {
        SalesforceSettings settings = new FakeSalesforce().settings();
        return new BulkParts(new BulkApi(settings, exchange, permit -> exchange));
    }

    private static String text(BulkApi.Part part) {
        return new String(part.csv(), StandardCharsets.UTF_8);
    }

    @Test
    void threeAreOnTheirWayBeforeTheRowsOfTheFirstAreHereAndNoMore() throws Exception {
        var third = new CountDownLatch(3);
        Exchange slow =
                call -> {
                    int number = number(call);
                    asked.add("part " + number);
                    third.countDown();
                    Objects.requireNonNull(call.piecemeal().onHead()).accept(answer(number, ""));
                    try {
                        assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return answer(number, "part " + number);
                };
        try (BulkParts parts = parts(slow)) {
            parts.begin(JOB, null);
            assertThat(text(parts.take(JOB))).isEqualTo("part 0");
            var taken = new ArrayList<String>();
            for (int i = 1; i < PARTS; i++) {
                assertThat(asked.size()).as("asked for").isLessThanOrEqualTo(i + 3);
                taken.add(text(parts.take(JOB)));
            }
            assertThat(taken).containsExactly("part 1", "part 2", "part 3", "part 4", "part 5");
            assertThat(asked).as("each once").hasSize(PARTS);
            assertThatThrownBy(() -> parts.take(JOB)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aPartThatIsTooLargeIsAskedForInFewerRowsAndWhatWasBegunBehindItIsDropped()
            throws Exception {
        var seen = new Semaphore(0);
        Exchange tooLarge =
                call -> {
                    if (call.url().contains("maxRecords=50000")) {
                        HttpAnswer wrong = answer(3, "");
                        Objects.requireNonNull(call.piecemeal().onHead()).accept(wrong);
                        seen.release();
                        throw new AdapterException(
                                Category.BAD_REQUEST, "answer_too_large", "too large", null);
                    }
                    return headThenBody(call);
                };
        try (BulkParts parts = parts(tooLarge)) {
            parts.begin(JOB, null);
            var taken = new ArrayList<String>();
            for (int i = 0; i < PARTS; i++) {
                taken.add(text(parts.take(JOB)));
            }
            assertThat(taken)
                    .containsExactly("part 0", "part 1", "part 2", "part 3", "part 4", "part 5");
            assertThat(seen.availablePermits()).isPositive();
        }
    }

    @Test
    void aPartThatFailsIsFetchedAnewAfterANewBeginning() throws Exception {
        var failures = new Semaphore(1);
        Exchange oneFailure =
                call -> {
                    if (number(call) == 1 && failures.tryAcquire()) {
                        throw new AdapterException(
                                Category.UNAVAILABLE, "lost_connection", "away", null);
                    }
                    return headThenBody(call);
                };
        try (BulkParts parts = parts(oneFailure)) {
            parts.begin(JOB, null);
            assertThat(text(parts.take(JOB))).isEqualTo("part 0");
            assertThatThrownBy(() -> parts.take(JOB)).isInstanceOf(AdapterException.class);
            parts.begin(JOB, "part1");
            assertThat(text(parts.take(JOB))).isEqualTo("part 1");
            assertThat(text(parts.take(JOB))).isEqualTo("part 2");
        }
    }
}
