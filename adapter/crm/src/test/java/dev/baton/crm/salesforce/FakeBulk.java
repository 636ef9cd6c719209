package dev.baton.crm.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Bulk API 2.0 of a fake org. Query jobs give what a test has put into them; ingest jobs update
 * rows of the org when they are handed over. It reads and writes only the plain CSV of its tests.
 */
final class FakeBulk {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROOT = FakeSalesforce.URL + "/services/data/v65.0/jobs/";

    /** A job and what it holds. */
    static final class Job {
        final String kind;
        final String body;
        String state;
        String csv = "";
        String error = "";

        Job(String kind, String body, String state) {
            this.kind = kind;
            this.body = body;
            this.state = state;
        }
    }

    final FakeSalesforce salesforce;
    final Map<String, Job> jobs = new LinkedHashMap<>();

    /** The parts of a query job's answer, header rows included. */
    List<String> parts = List.of();

    /** States that a job at work passes through, a look each. */
    List<String> states = List.of("InProgress");

    /** Rows that are refused: id → error. */
    final Map<String, String> refused = new HashMap<>();

    /** Rows that no list tells of. */
    final Set<String> hidden = new LinkedHashSet<>();

    /** In which state a job at work ends. */
    String ends = "JobComplete";

    private final Map<String, Integer> looks = new HashMap<>();

    FakeBulk(FakeSalesforce salesforce) {
        this.salesforce = salesforce;
    }

    static boolean serves(HttpCall call) {
        return call.url().startsWith(ROOT);
    }

    HttpAnswer handle(HttpCall call) {
        URI uri = URI.create(call.url());
        String[] words =
                uri.getPath().substring("/services/data/v65.0/jobs/".length()).split("/", -1);
        String text = call.body() == null ? "" : new String(call.body(), StandardCharsets.UTF_8);
        if (words.length == 1) {
            return opened(words[0], text);
        }
        Job job = jobs.get(words[1]);
        if (job == null || !job.kind.equals(words[0])) {
            return error(404, "NOT_FOUND");
        }
        if (words.length == 2) {
            return call.method().equals("PATCH")
                    ? changed(words[1], job, text)
                    : looked(words[1], job);
        }
        return switch (words[2]) {
            case "results" -> part(uri.getQuery());
            case "batches" -> uploaded(job, text);
            default -> rows(job, words[2]);
        };
    }

    private HttpAnswer opened(String kind, String body) {
        String id = "750" + "%012d".formatted(jobs.size() + 1) + "AAA";
        jobs.put(id, new Job(kind, body, kind.equals("query") ? "UploadComplete" : "Open"));
        return told(id);
    }

    private HttpAnswer changed(String id, Job job, String body) {
        String wanted = read(body).path("state").asText();
        if (!job.state.equals("Open")) {
            return error(400, "INVALIDJOBSTATE");
        }
        job.state = wanted;
        return told(id);
    }

    private HttpAnswer looked(String id, Job job) {
        if (job.state.equals("UploadComplete") || job.state.equals("InProgress")) {
            int look = looks.merge(id, 1, Integer::sum) - 1;
            job.state = look < states.size() ? states.get(look) : ends;
            if (job.state.equals("JobComplete") && job.kind.equals("ingest")) {
                rowsOf(job).forEach(this::write);
            }
        }
        return told(id);
    }

    private HttpAnswer uploaded(Job job, String csv) {
        if (!job.csv.isEmpty()) {
            return error(400, "INVALIDJOBSTATE");
        }
        job.csv = csv;
        return salesforce.answer(201, "text/plain", "", Map.of());
    }

    private void write(Map<String, String> row) {
        FakeOrg.Row held = salesforce.org.row("Account", row.getOrDefault("Id", ""));
        if (held != null && !refused.containsKey(held.id())) {
            held.updates++;
            row.forEach(
                    (field, value) -> {
                        if (!field.equals("Id") && !value.isEmpty()) {
                            held.values.put(field, value.equals("#N/A") ? null : value);
                        }
                    });
        }
    }

    private HttpAnswer part(@Nullable String query) {
        int at = 0;
        for (String parameter : (query == null ? "" : query).split("&", -1)) {
            if (parameter.startsWith("locator=")) {
                at = Integer.parseInt(parameter.substring("locator=MTAw".length()));
            }
        }
        String csv = parts.get(at);
        String next = at + 1 < parts.size() ? "MTAw" + (at + 1) : "null";
        long rows = csv.lines().count() - 1;
        return salesforce.answer(
                200,
                "text/csv",
                csv,
                Map.of("sforce-locator", next, "sforce-numberofrecords", String.valueOf(rows)));
    }

    private HttpAnswer rows(Job job, String list) {
        boolean done = job.state.equals("JobComplete");
        var csv = new StringBuilder();
        String key = cells(job.csv.lines().findFirst().orElse("\"Id\"")).getFirst();
        Function<Map<String, String>, String> line;
        if (list.startsWith("successful")) {
            csv.append("\"sf__Id\",\"sf__Created\",\"" + key + "\"\n");
            line = row -> "\"" + id(row) + "\",\"false\",\"" + row.get(key) + "\"\n";
        } else if (list.startsWith("failed")) {
            csv.append("\"sf__Id\",\"sf__Error\",\"" + key + "\"\n");
            line = row -> "\"\",\"" + refused.get(row.get(key)) + "\",\"" + row.get(key) + "\"\n";
        } else {
            csv.append("\"" + key + "\"\n");
            line = row -> "\"" + row.get(key) + "\"\n";
        }
        List<Map<String, String>> all = new ArrayList<>(rowsOf(job)).reversed();
        for (Map<String, String> row : all) {
            String id = row.getOrDefault(key, "");
            String its = !done ? "unprocessed" : refused.containsKey(id) ? "failed" : "successful";
            if (list.startsWith(its) && !hidden.contains(id)) {
                csv.append(line.apply(row));
            }
        }
        return salesforce.answer(200, "text/csv", csv.toString(), Map.of());
    }

    /** A row that names its record by a key of its own makes a new one. */
    private static String id(Map<String, String> row) {
        return row.getOrDefault("Id", FakeOrg.id("Account", 1));
    }

    /** Every value of these tests is quoted and holds no quote, comma or line end. */
    private static List<Map<String, String>> rowsOf(Job job) {
        List<String> lines = job.csv.lines().toList();
        var rows = new ArrayList<Map<String, String>>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            var row = new LinkedHashMap<String, String>();
            List<String> header = cells(lines.getFirst());
            List<String> cells = cells(line);
            for (int at = 0; at < header.size(); at++) {
                row.put(header.get(at), cells.get(at));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(cell -> cell.isEmpty() ? "" : cell.substring(1, cell.length() - 1))
                .toList();
    }

    private HttpAnswer told(String id) {
        Job job = jobs.get(id);
        return salesforce.json(
                200,
                "{\"id\":\""
                        + id
                        + "\",\"state\":\""
                        + (job == null ? "" : job.state)
                        + "\",\"numberRecordsProcessed\":0,\"errorMessage\":\""
                        + (job == null ? "" : job.error)
                        + "\"}");
    }

    private HttpAnswer error(int status, String code) {
        return salesforce.json(status, FakeRest.error(status, code, "no").body());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
