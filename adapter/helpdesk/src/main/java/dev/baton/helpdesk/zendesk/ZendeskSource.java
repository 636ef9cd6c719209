package dev.baton.helpdesk.zendesk;

import dev.baton.http.HttpAnswer;
import dev.baton.http.Seams;
import dev.baton.http.ServerClock;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads Zendesk Support: {@code tickets}, {@code users}, {@code organizations}, {@code
 * ticket_metric_events}, {@code satisfaction_ratings}.
 *
 * <p>Exports withhold the last minute, so that a record that is still being committed is not passed
 * over. Custom ticket fields come as the list {@code custom_fields}; {@code metric_set} is asked
 * for only where a path begins with it. Thread-safe.
 */
public final class ZendeskSource implements Source {

    /** Pages of more rows than this are halved when they overwhelm the server. */
    private static final int SMALL_PAGE = 125;

    private final ZendeskApi api;
    private final AtomicInteger pageSize;

    private ZendeskSource(ZendeskApi api, int pageSize) {
        this.api = api;
        this.pageSize = new AtomicInteger(pageSize);
    }

    /** Opens the account; nothing is sent yet. */
    public static ZendeskSource open(ZendeskSettings settings, Seams seams) {
        return new ZendeskSource(new ZendeskApi(settings, seams), settings.pageSize());
    }

    @Override
    public String system() {
        return "zendesk";
    }

    /**
     * Zendesk's clock, to the second.
     *
     * @throws AdapterException CREDENTIALS also where Zendesk takes us for an anonymous user
     */
    @Override
    public java.time.Instant serverTime() throws AdapterException {
        HttpAnswer answer = api.me();
        ZendeskUser.of(answer);
        return ServerClock.of(answer);
    }

    @Override
    public Page read(StreamRequest request, @Nullable Cursor cursor) throws AdapterException {
        ZendeskStream stream = known(request);
        Position at = cursor == null ? stream.paging().start() : Position.of(cursor);
        try {
            return read(stream, request.fields(), at);
        } catch (AdapterException e) {
            throw naming(stream, e);
        }
    }

    private static ZendeskStream known(StreamRequest request) throws AdapterException {
        return ZendeskStream.named(request.stream())
                .orElseThrow(
                        () ->
                                new AdapterException(
                                        Category.BAD_REQUEST,
                                        "unknown_stream",
                                        "zendesk has the streams " + ZendeskStream.names(),
                                        null));
    }

    /** A missing right is a right to this stream; others may well be readable. */
    private static AdapterException naming(ZendeskStream stream, AdapterException e) {
        return e.category() == Category.PERMISSION
                ? new AdapterException(
                        Category.PERMISSION,
                        e.code(),
                        "zendesk." + stream.streamName() + " may not be read",
                        e)
                : e;
    }

    /** Asks, and asks for half as much as long as the server is overwhelmed. */
    private Page read(ZendeskStream stream, List<String> fields, Position at)
            throws AdapterException {
        while (true) {
            int size = pageSize.get();
            try {
                return readPage(stream, fields, at, size);
            } catch (AdapterException e) {
                if (size <= SMALL_PAGE || !ZendeskErrors.isTooHeavy(e)) {
                    throw e;
                }
                pageSize.compareAndSet(size, size / 2);
            }
        }
    }

    private Page readPage(ZendeskStream stream, List<String> fields, Position at, int size)
            throws AdapterException {
        var query = new ArrayList<>(stream.paging().query(at, size));
        if (stream == ZendeskStream.TICKETS && fields.stream().anyMatch(ZendeskSource::isMetric)) {
            query.add(Map.entry("include", "metric_sets"));
        }
        HttpAnswer answer = api.page(stream, query, size > SMALL_PAGE);
        if (ZendeskErrors.isTooRecent(answer)) {
            return new Page(List.of(), List.of(), at.cursor(), true, ServerClock.of(answer));
        }
        Listing listing = new PageReader(stream, fields).read(answer);
        Paging.Step step = stream.paging().after(at, listing, size);
        return new Page(
                listing.records(),
                listing.unreadable(),
                step.next().cursor(),
                step.last(),
                ServerClock.of(answer));
    }

    private static boolean isMetric(String path) {
        return path.equals("metric_set") || path.startsWith("metric_set.");
    }

    @Override
    public List<Finding> check(List<StreamRequest> requests) throws AdapterException {
        return new ZendeskCheck(api).check(requests);
    }

    @Override
    public long calls() {
        return api.meter().sent();
    }

    @Override
    public void close() {
        api.close();
    }
}
