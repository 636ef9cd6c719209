package dev.baton.bench.floor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.bench.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Has a query job made and throws away what it answers: what is faster than this, the server cannot
 * do. Arguments: URL, SOQL.
 */
public final class BulkFloor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOBS = "/services/data/v65.0/jobs/query";

    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    private BulkFloor(String url) {
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        try (var floor = new BulkFloor(args[0])) {
            floor.signIn();
            long start = System.nanoTime();
            long rows = floor.rows(args[1]);
            Figures.tell("seconds", (System.nanoTime() - start) / 1e9);
            Figures.tell("rows", (double) rows);
        }
    }

    private void signIn() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/services/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox"))
                        .build();
        token =
                JSON.readTree(client.send(request, BodyHandlers.ofString()).body())
                        .path("access_token")
                        .asText();
    }

    private long rows(String soql) throws IOException, InterruptedException {
        String body =
                JSON.writeValueAsString(
                        JSON.createObjectNode().put("operation", "queryAll").put("query", soql));
        String job =
                told(request(JOBS).POST(HttpRequest.BodyPublishers.ofString(body)).build())
                        .path("id")
                        .asText();
        while (!told(request(JOBS + "/" + job).build())
                .path("state")
                .asText()
                .equals("JobComplete")) {
            Thread.sleep(20);
        }
        long rows = 0;
        String locator = "";
        while (!locator.equals("null")) {
            String from = locator.isEmpty() ? "" : "&locator=" + locator;
            HttpResponse<InputStream> part =
                    client.send(
                            request(JOBS + "/" + job + "/results?maxRecords=50000" + from)
                                    .header("Accept", "text/csv")
                                    .build(),
                            BodyHandlers.ofInputStream());
            try (InputStream csv = part.body()) {
                csv.transferTo(OutputStream.nullOutputStream());
            }
            rows += part.headers().firstValueAsLong("Sforce-NumberOfRecords").orElseThrow();
            locator = part.headers().firstValue("Sforce-Locator").orElseThrow();
        }
        return rows;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode told(HttpRequest request) throws IOException, InterruptedException {
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        client.close();
    }
}
