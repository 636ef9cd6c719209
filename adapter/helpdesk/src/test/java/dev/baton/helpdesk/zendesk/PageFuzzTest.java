package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.baton.http.HttpAnswer;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.RawRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whatever bytes come in place of a page: records, reports of bad rows, or a refusal. The first
 * byte chooses the stream.
 */
class PageFuzzTest {
    private static final List<ZendeskStream> STREAMS = List.of(ZendeskStream.values());
    private static final List<String> FIELDS =
            List.of("id", "subject", "metric_set.reopens", "tags", "custom_fields", "status");

    @FuzzTest
    void aPageIsReadReportedOrRefused(byte[] input) throws AdapterException {
        if (input.length == 0) {
            return;
        }
        ZendeskStream stream = STREAMS.get(Math.floorMod(input[0] - '0', STREAMS.size()));
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        var answer = new HttpAnswer(200, Map.of(), body, Instant.EPOCH);
        Listing listing;
        try {
            listing = new PageReader(stream, FIELDS).read(answer);
        } catch (AdapterException refused) {
            assertThat(refused.category()).isEqualTo(Category.UNAVAILABLE);
            return;
        }
        listing.records().forEach(PageFuzzTest::isSound);
        listing.unreadable().forEach(row -> assertThat(row.reason()).isNotBlank());
        goesOn(stream, listing);
    }

    private static void isSound(RawRecord record) {
        assertThat(record.id()).matches("[1-9]\\d{0,18}");
        assertThat(FIELDS)
                .map(path -> path.split("\\.", -1)[0])
                .containsAll(record.fields().keySet());
        record.fields().values().forEach(PageFuzzTest::isFinite);
    }

    private static void isFinite(@Nullable Object value) {
        switch (value) {
            case Double number -> assertThat(number).isFinite();
            case List<?> list -> list.forEach(PageFuzzTest::isFinite);
            case Map<?, ?> map -> map.values().forEach(PageFuzzTest::isFinite);
            case null, default -> {}
        }
    }

    /** The next position can be asked for and kept, or there is a clear refusal. */
    private static void goesOn(ZendeskStream stream, Listing listing) throws AdapterException {
        Paging paging = stream.paging();
        Paging.Step step;
        try {
            step = paging.after(paging.start(), listing, 100);
        } catch (AdapterException stuck) {
            assertThat(stuck.category()).isEqualTo(Category.UNAVAILABLE);
            return;
        }
        assertThat(Position.of(step.next().cursor())).isEqualTo(step.next());
        paging.query(step.next(), 100);
    }
}
