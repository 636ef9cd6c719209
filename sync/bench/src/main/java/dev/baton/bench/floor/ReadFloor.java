package dev.baton.bench.floor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.baton.bench.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads in order all that landed and is in force, every column of it, and walks through the JSON of
 * each row. Argument: a state in the open.
 */
public final class ReadFloor {
    private static final String ALL =
            "SELECT stream, id, parent, body, known_at, created_at, modified_at, reconstructed"
                    + " FROM landed ORDER BY connection, stream, id";
    private static final int TEXTS = 3;
    private static final int COLUMNS = 8;

    private ReadFloor() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        Figures.tell("rows", read(Path.of(args[0])));
        Figures.tellSince("read", start);
        Figures.tell("cpu_seconds", Figures.processorSeconds());
    }

    /** Does the job; gives how many rows there were. */
    public static int read(Path state) throws SQLException, IOException {
        var json = new JsonFactory();
        int rows = 0;
        long tokens = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ALL)) {
            while (row.next()) {
                rows++;
                tokens += touched(row) + walked(json, row.getString("body"));
            }
        }
        if (tokens < rows) {
            throw new IllegalStateException("rows without content");
        }
        return rows;
    }

    private static int touched(ResultSet row) throws SQLException {
        int touched = 0;
        for (int column = 1; column <= COLUMNS; column++) {
            boolean there =
                    column <= TEXTS
                            ? row.getString(column) != null
                            : column > TEXTS + 1 && row.getLong(column) != 0;
            touched += there ? 1 : 0;
        }
        return touched;
    }

    private static int walked(JsonFactory json, String body) throws IOException {
        int tokens = 0;
        try (JsonParser parser = json.createParser(body)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }
}
