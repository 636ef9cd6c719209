package dev.baton.helpdesk.zendesk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.baton.helpdesk.zendesk.Listing.About;
import dev.baton.http.HttpAnswer;
import dev.baton.port.AdapterException;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of an answer, row by row, so that a page's texts are never in memory all at once
 * and what nobody asked for goes no further than here. One answer each.
 */
final class PageReader {
    private final ZendeskStream stream;
    private final RowReader rows;
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Page.Unreadable> unreadable = new ArrayList<>();
    private final Map<String, @Nullable Object> about = new LinkedHashMap<>();
    private boolean hasRows;

    PageReader(ZendeskStream stream, List<String> fields) {
        this.stream = stream;
        this.rows = new RowReader(stream, fields);
    }

    /**
     * Reads the whole answer.
     *
     * @throws AdapterException UNAVAILABLE when it is not the JSON that we asked for. A page is
     *     taken whole or not at all: half of one would look like the end of the stream
     */
    Listing read(HttpAnswer answer) throws AdapterException {
        try (JsonParser json = Json.parser(answer.body())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw Json.unexpected(null);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readMember(json);
            }
            if (!hasRows || json.nextToken() != null) {
                throw Json.unexpected(null);
            }
            return new Listing(records, unreadable, about());
        } catch (IOException e) {
            throw Json.unexpected(e);
        }
    }

    private void readMember(JsonParser json) throws IOException, AdapterException {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals(stream.streamName())) {
            readRows(json, value);
        } else if (value.isScalarValue()) {
            about.put(name, Json.value(json));
        } else if (name.equals("meta") || name.equals("links")) {
            about.put(name, Json.map(json));
        } else {
            json.skipChildren();
        }
    }

    private void readRows(JsonParser json, JsonToken value) throws IOException, AdapterException {
        if (value != JsonToken.START_ARRAY) {
            throw Json.unexpected(null);
        }
        hasRows = true;
        for (int row = 1; json.nextToken() != JsonToken.END_ARRAY; row++) {
            readRow(json, row);
        }
    }

    private void readRow(JsonParser json, int row) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            unreadable.add(new Page.Unreadable("row " + row + " of its page", "is no object"));
            return;
        }
        switch (rows.read(Json.map(json, rows::needs), row)) {
            case RowReader.Row.Read(RawRecord readable) -> records.add(readable);
            case RowReader.Row.Bad(Page.Unreadable why) -> unreadable.add(why);
        }
    }

    private About about() {
        Object after = about.get("after_cursor");
        return new About(
                text(after == null ? within("meta", "after_cursor") : after),
                about.get("end_of_stream") instanceof Boolean ended ? ended : null,
                about.get("end_time") instanceof Long second ? second : null,
                within("meta", "has_more") instanceof Boolean more ? more : null,
                text(within("links", "next")));
    }

    private @Nullable Object within(String member, String name) {
        return about.get(member) instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? text : null;
    }
}
