package dev.baton.bench.floor;

import dev.baton.bench.Figures;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Downloads the pages that Baton downloads, parses them, and inserts their rows as they are, one
 * transaction a page. Arguments: URL, file of the new database.
 */
public final class PullFloor implements AutoCloseable {
    private static final String ACCOUNT =
            "Id, SystemModstamp, CreatedDate, IsDeleted, External_Id__c, Name";
    private static final String DEAL =
            "Id, SystemModstamp, CreatedDate, IsDeleted, AccountId, Amount, CloseDate, Name,"
                    + " StageName";

    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();
    private final RawTable table;
    private int rows;

    private PullFloor(String url, Path file) throws SQLException {
        this.url = url;
        this.table = new RawTable(file);
    }

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        int rows = pull(args[0], Path.of(args[1]));
        Figures.tellSince("pull", start);
        Figures.tell("rows", rows);
        Figures.tell("cpu_seconds", Figures.processorSeconds());
    }

    /** Does the job; gives how many rows it inserted. */
    public static int pull(String url, Path file)
            throws IOException, InterruptedException, SQLException {
        try (var floor = new PullFloor(url, file)) {
            floor.query("Account", ACCOUNT);
            floor.query("Opportunity", DEAL);
            floor.organisations();
            floor.tickets();
            return floor.rows;
        }
    }

    private void query(String object, String fields)
            throws IOException, InterruptedException, SQLException {
        RawPage page = null;
        while (page == null || page.rows() == 2000) {
            String soql =
                    "SELECT "
                            + fields
                            + " FROM "
                            + object
                            + (page == null ? "" : behind(page))
                            + " ORDER BY SystemModstamp, Id LIMIT 2000";
            page =
                    page(
                            "/services/data/v65.0/queryAll?q="
                                    + URLEncoder.encode(soql, StandardCharsets.UTF_8),
                            object,
                            "records");
        }
    }

    private static String behind(RawPage page) {
        return " WHERE SystemModstamp >= "
                + String.valueOf(page.lastStamp()).replace("+0000", "Z")
                + " AND Id > '"
                + page.lastId()
                + "'";
    }

    private void organisations() throws IOException, InterruptedException, SQLException {
        String since = "1";
        boolean more = true;
        while (more) {
            RawPage page =
                    page(
                            "/api/v2/incremental/organizations?per_page=1000&start_time=" + since,
                            "organizations",
                            "organizations");
            since = page.about().getOrDefault("end_time", "");
            more = "false".equals(page.about().get("end_of_stream"));
        }
    }

    private void tickets() throws IOException, InterruptedException, SQLException {
        String whence = "start_time=1";
        boolean more = true;
        while (more) {
            RawPage page =
                    page(
                            "/api/v2/incremental/tickets/cursor?per_page=1000&include=metric_sets&"
                                    + whence,
                            "tickets",
                            "tickets");
            whence = "cursor=" + page.about().get("after_cursor");
            more = "false".equals(page.about().get("end_of_stream"));
        }
    }

    private RawPage page(String path, String stream, String rowsAt)
            throws IOException, InterruptedException, SQLException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
        byte[] answer = client.send(request, BodyHandlers.ofByteArray()).body();
        RawPage page = RawPage.read(answer, rowsAt, (id, body) -> table.add(stream, id, body));
        table.commit();
        rows += page.rows();
        return page;
    }

    @Override
    public void close() throws SQLException {
        client.close();
        table.close();
    }
}
