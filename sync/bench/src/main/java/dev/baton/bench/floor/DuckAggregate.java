package dev.baton.bench.floor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.bench.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind the scores, computed by an analytic database that has the tickets in columns:
 * no evidence, no words, no evaluation of curves. Loading is not counted. Argument: a state in the
 * open.
 */
public final class DuckAggregate {
    private static final String TABLE =
            "CREATE TABLE ticket (organisation BIGINT, created TIMESTAMP, solved TIMESTAMP,"
                    + " replied INTEGER, reopens INTEGER, open BOOLEAN, serious BOOLEAN)";

    private static final String AGGREGATE =
            """
            SELECT organisation,
              count(*) FILTER (created > TIMESTAMP '2025-10-03') -
              count(*) FILTER (created BETWEEN TIMESTAMP '2025-07-05' AND TIMESTAMP '2025-10-03'),
              median(replied) FILTER (created > TIMESTAMP '2025-07-05'),
              median(epoch(solved) - epoch(created)) FILTER (solved > TIMESTAMP '2025-07-05'),
              avg((reopens > 0)::INTEGER) FILTER (created > TIMESTAMP '2025-01-01'),
              sum(epoch(TIMESTAMP '2026-01-01') - epoch(created)) FILTER (open),
              avg(serious::INTEGER) FILTER (created > TIMESTAMP '2025-01-01'),
              count(*),
              median(epoch(solved) - epoch(created))
            FROM ticket GROUP BY organisation ORDER BY organisation""";

    private DuckAggregate() {}

    public static void main(String[] args) throws Exception {
        try (var duck =
                DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
            Figures.tell("rows", load(duck, Path.of(args[0])));
            long start = System.nanoTime();
            Figures.tell("groups", aggregate(duck));
            Figures.tellSince("aggregate", start);
        }
    }

    static int load(DuckDBConnection duck, Path state) throws SQLException, IOException {
        execute(duck, TABLE);
        int rows = 0;
        var json = new ObjectMapper();
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + state);
                Statement statement = sqlite.createStatement();
                ResultSet landed =
                        statement.executeQuery(
                                "SELECT parent, created_at, body FROM landed WHERE stream = 'tickets'");
                DuckDBAppender appender = duck.createAppender("main", "ticket")) {
            while (landed.next()) {
                append(appender, landed, json.readTree(landed.getString("body")));
                rows++;
            }
        }
        return rows;
    }

    private static void append(DuckDBAppender appender, ResultSet landed, JsonNode body)
            throws SQLException {
        JsonNode metrics = body.path("metric_set");
        String status = body.path("status").asText();
        appender.beginRow();
        appender.append(Long.parseLong(landed.getString("parent")));
        appender.append(utc(landed.getLong("created_at") / 1_000_000));
        LocalDateTime solved = moment(metrics.path("solved_at"));
        if (solved == null) {
            appender.appendNull();
        } else {
            appender.append(solved);
        }
        appender.append(metrics.path("reply_time_in_minutes").path("calendar").asInt());
        appender.append(metrics.path("reopens").asInt());
        appender.append(!status.equals("solved") && !status.equals("closed"));
        appender.append(body.path("tags").toString().contains("seriousness_4"));
        appender.endRow();
    }

    private static @Nullable LocalDateTime moment(JsonNode node) {
        return node.isTextual()
                ? utc(OffsetDateTime.parse(node.textValue()).toEpochSecond())
                : null;
    }

    private static LocalDateTime utc(long epochSecond) {
        return LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    }

    static int aggregate(DuckDBConnection duck) throws SQLException {
        int groups = 0;
        try (Statement statement = duck.createStatement();
                ResultSet row = statement.executeQuery(AGGREGATE)) {
            while (row.next()) {
                groups++;
            }
        }
        return groups;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
