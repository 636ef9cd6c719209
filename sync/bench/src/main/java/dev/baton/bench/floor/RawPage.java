package dev.baton.bench.floor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer, parsed to its end token by token; of a row nothing is made but its id, its stamp and
 * its text.
 *
 * @param about scalars beside the rows
 * @param lastId of the last row, null without rows
 * @param lastStamp SystemModstamp of the last row, null where rows have none
 */
record RawPage(
        Map<String, String> about, int rows, @Nullable String lastId, @Nullable String lastStamp) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Takes a row. */
    @FunctionalInterface
    interface Into {
        void add(String id, String body) throws SQLException;
    }

    static RawPage read(byte[] answer, String rowsAt, Into into) throws IOException, SQLException {
        var about = new LinkedHashMap<String, String>();
        RawPage rows = new RawPage(about, 0, null, null);
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY && name.equals(rowsAt)) {
                    rows = rows(json, answer, about, into);
                } else if (json.currentToken().isScalarValue()) {
                    about.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return rows;
    }

    private static RawPage rows(
            JsonParser json, byte[] answer, Map<String, String> about, Into into)
            throws IOException, SQLException {
        int rows = 0;
        String id = null;
        String stamp = null;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            int from = (int) json.currentTokenLocation().getByteOffset();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("Id") || name.equals("id")) {
                    id = json.getText();
                } else if (name.equals("SystemModstamp")) {
                    stamp = json.getText();
                } else {
                    json.skipChildren();
                }
            }
            int to = (int) json.currentTokenLocation().getByteOffset() + 1;
            into.add(
                    String.valueOf(id),
                    new String(answer, from, to - from, StandardCharsets.UTF_8));
            rows++;
        }
        return new RawPage(about, rows, id, stamp);
    }
}
