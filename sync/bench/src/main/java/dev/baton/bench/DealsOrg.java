package dev.baton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A sandbox of accounts each of which has won a deal and, when the clock comes to it, loses one:
 * one change an account, one after the other.
 */
final class DealsOrg implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final Path config;

    private DealsOrg(Process process, String url, Path config) {
        this.process = process;
        this.url = url;
        this.config = config;
    }

    /**
     * Serves a company that tells of its changes, and makes a configuration for it.
     *
     * @param home folder of the launcher
     * @param folder for data and configuration
     */
    static DealsOrg serve(Path home, Path folder, int accounts) throws IOException {
        write(folder.resolve("data/salesforce"), accounts);
        Path config = folder.resolve("baton.yaml");
        Process process =
                new ProcessBuilder(
                                home.resolve("baton").toString(),
                                "sandbox",
                                "--data",
                                folder.resolve("data").toString(),
                                "--as-of",
                                START.toString(),
                                "--config-out",
                                config.toString(),
                                "--mappings",
                                home.resolve("sync/bench/deals").toString(),
                                "--change-events",
                                "Account,Opportunity")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = lines.readLine();
        if (ready == null || !ready.startsWith("ready ")) {
            process.destroy();
            throw new IOException("the sandbox did not start");
        }
        return new DealsOrg(process, ready.substring("ready ".length()), config);
    }

    private static void write(Path folder, int accounts) throws IOException {
        Files.createDirectories(folder);
        var rows = new StringBuilder("Id,Name,CreatedDate\n");
        var deals = new StringBuilder("Id,Name,AccountId,StageName,CreatedDate,CloseDate\n");
        for (int i = 0; i < accounts; i++) {
            String account = account(i);
            rows.append(account).append(",Customer ").append(i).append(",2025-01-01T00:00:00Z\n");
            deals.append(deal(2 * i, account, "Closed Won", Instant.parse("2025-07-01T00:00:00Z")));
            deals.append(deal(2 * i + 1, account, "Closed Lost", changes(i)));
        }
        Files.writeString(folder.resolve("Account.csv"), rows);
        Files.writeString(folder.resolve("Opportunity.csv"), deals);
    }

    private static String deal(int number, String account, String stage, Instant at) {
        String day = at.toString().substring(0, 10);
        return String.format(
                Locale.ROOT,
                "006%012dAAA,Deal %d,%s,%s,%s,%s%n",
                number,
                number,
                account,
                stage,
                at,
                day);
    }

    private static String account(int number) {
        return String.format(Locale.ROOT, "001%012dAAA", number);
    }

    private static Instant changes(int account) {
        return START.plus(STEP.multipliedBy(account + 1L));
    }

    Path config() {
        return config;
    }

    /** Whether somebody listens to both objects. */
    boolean isHeard() throws IOException, InterruptedException {
        return get("/__sandbox/events").path("subscribed").size() == 2;
    }

    /** Events delivered so far. */
    long delivered() throws IOException, InterruptedException {
        return get("/__sandbox/events").path("delivered").asLong();
    }

    /** Has an account lose its deal. */
    void change(int account) throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(URI.create(url + "/__sandbox/advance"))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"to\":\"" + changes(account) + "\"}"))
                        .build());
    }

    /** An account's score as the CRM holds it, empty if it has none. */
    String score(int account) throws IOException, InterruptedException {
        String id = account(account);
        for (JsonNode record : get("/__sandbox/records/Account").path("records")) {
            if (record.path("Id").asText().startsWith(id.substring(0, 15))) {
                return record.path("Baton_Score__c").asText();
            }
        }
        throw new IOException("no account " + id);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url + path)).build()));
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the sandbox answers " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() {
        process.destroy();
        client.close();
    }
}
