package dev.baton.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The sandbox as users start it: a process of its own. */
final class SandboxProcess implements AutoCloseable {
    /** Below it objects, and below them their records. */
    static final String RECORDS = "/services/data/v65.0/sobjects/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    final String url;
    final Path config;

    private SandboxProcess(Process process, String url, Path config) {
        this.process = process;
        this.url = url;
        this.config = config;
    }

    static Path home() {
        return Path.of(System.getProperty("baton.home"));
    }

    static Path helpdeskMappings() {
        return home().resolve("mappings/examples/helpdesk");
    }

    static Path marketplaceMappings() {
        return home().resolve("mappings/examples/marketplace");
    }

    /** Serves an export; its configuration and state lie in {@code folder}. */
    static SandboxProcess serve(Path data, String asOf, Path folder, String... more)
            throws Exception {
        Path config = folder.resolve("baton.yaml");
        Process process = start(data, asOf, config, more);
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = out.readLine();
        if (ready == null || !ready.startsWith("ready ")) {
            process.waitFor(10, TimeUnit.SECONDS);
            throw new IllegalStateException(
                    "the sandbox did not start: " + Files.readString(errors(config)));
        }
        return new SandboxProcess(process, ready.substring("ready ".length()), config);
    }

    /** What the sandbox exits with when it refuses an export. */
    static Refusal refused(Path data, Path folder) throws Exception {
        Path config = folder.resolve("baton.yaml");
        Process process = start(data, "2014-01-04T00:00:00Z", config);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the sandbox accepted the export");
        }
        return new Refusal(process.exitValue(), Files.readString(errors(config)));
    }

    record Refusal(int exit, String err) {}

    private static Process start(Path data, String asOf, Path config, String... more)
            throws IOException {
        Path jar = home().resolve("sandbox-config/target/baton-sandbox.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar + " is missing; build it with: mvn -Pquick package");
        }
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dbaton.home=" + home(),
                                "-jar",
                                jar.toString(),
                                "--data",
                                data.toString(),
                                "--as-of",
                                asOf,
                                "--config-out",
                                config.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(errors(config).toFile()).start();
    }

    private static Path errors(Path config) {
        return config.resolveSibling("sandbox.err");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    HttpRequest.Builder asAdministrator(String path) throws Exception {
        return request(path).header("Authorization", "Bearer " + session("admin@sandbox.invalid"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    void advance(String to) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/__sandbox/advance")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"to\":\"" + to + "\"}")));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the clock did not move: " + answer.statusCode());
        }
    }

    /** From now on goes wrong what this scenario says. */
    void play(String scenario) throws Exception {
        play("POST", HttpRequest.BodyPublishers.ofString(scenario));
    }

    /** Nothing goes wrong any more. */
    void playNothing() throws Exception {
        play("DELETE", HttpRequest.BodyPublishers.noBody());
    }

    private void play(String method, HttpRequest.BodyPublisher body) throws Exception {
        HttpResponse<String> answer = send(request("/__sandbox/scenario").method(method, body));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("the scenario was refused: " + answer.body());
        }
    }

    /** Changes a record as anyone else would who may. */
    void edit(String object, String id, String fields) throws Exception {
        HttpResponse<String> token =
                send(
                        request("/services/oauth2/token")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox")));
        HttpResponse<String> answer =
                send(
                        request(RECORDS + object + "/" + id)
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + JSON.readTree(token.body())
                                                        .get("access_token")
                                                        .asText())
                                .header("Content-Type", "application/json")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString(fields)));
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("not edited: " + answer.body());
        }
    }

    /** A session of any user, by id or username. */
    String session(String user) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/__sandbox/session")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                JSON.createObjectNode()
                                                        .put("user", user)
                                                        .toString())));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no session: " + answer.body());
        }
        return JSON.readTree(answer.body()).get("access_token").asText();
    }

    /** What a resource of the REST API answers this session, errors included. */
    JsonNode rest(String session, String path) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/services/data/v65.0/" + path)
                                .header("Authorization", "Bearer " + session));
        return JSON.readTree(answer.body());
    }

    /** The state of change events, as the control plane tells it. */
    JsonNode events() throws Exception {
        return get("/__sandbox/events");
    }

    /** One of the control plane's orders about change events. */
    void order(String json) throws Exception {
        HttpResponse<String> answer =
                send(request("/__sandbox/events").POST(HttpRequest.BodyPublishers.ofString(json)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("not done: " + answer.body());
        }
    }

    /** Deploys a package as an administrator does, and waits for its end. */
    void deploy(Map<String, String> files) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        String session = session("admin@sandbox.invalid");
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"entity_content\"\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + "{\"deployOptions\":{\"rollbackOnError\":true,\"singlePackage\":true}}\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=\"file\";"
                        + " filename=\"package.zip\"\r\nContent-Type: application/zip\r\n\r\n"
                        + bytes.toString(StandardCharsets.ISO_8859_1)
                        + "\r\n--b--\r\n";
        HttpResponse<String> answer =
                send(
                        request("/services/data/v65.0/metadata/deployRequest")
                                .header("Authorization", "Bearer " + session)
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                body, StandardCharsets.ISO_8859_1)));
        String id = JSON.readTree(answer.body()).path("id").asText();
        for (int look = 0; look < 100; look++) {
            JsonNode result =
                    rest(session, "metadata/deployRequest/" + id + "?includeDetails=true")
                            .path("deployResult");
            if (result.path("done").asBoolean()) {
                if (!result.path("success").asBoolean()) {
                    throw new IllegalStateException("not deployed: " + result);
                }
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the deployment does not end: " + answer.body());
    }

    /** Deletes a record as an administrator does. */
    void delete(String object, String id) throws Exception {
        HttpResponse<String> answer = send(asAdministrator(RECORDS + object + "/" + id).DELETE());
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("not deleted: " + answer.body());
        }
    }

    /** Changes a record as an administrator does, who may write in people's fields. */
    void editAsAdministrator(String object, String id, String fields) throws Exception {
        HttpResponse<String> answer =
                send(
                        asAdministrator(RECORDS + object + "/" + id)
                                .header("Content-Type", "application/json")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString(fields)));
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("not edited: " + answer.body());
        }
    }

    /** Makes a record as an administrator does. */
    void create(String object, String fields) throws Exception {
        HttpResponse<String> answer =
                send(
                        asAdministrator(RECORDS + object)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(fields)));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("not made: " + answer.body());
        }
    }

    JsonNode records(String object) throws Exception {
        return get("/__sandbox/records/" + object).get("records");
    }

    /** How many requests of this operation were seen. */
    long requests(String operation) throws Exception {
        long count = 0;
        for (JsonNode request : get("/__sandbox/requests").get("requests")) {
            count +=
                    request.get("operation").asText().equals(operation)
                            ? request.get("count").asLong()
                            : 0;
        }
        return count;
    }

    /** How many requests were seen whose path begins so. */
    long requestsBelow(String path) throws Exception {
        long count = 0;
        for (JsonNode request : get("/__sandbox/requests").get("requests")) {
            count +=
                    request.get("path").asText().startsWith(path)
                            ? request.get("count").asLong()
                            : 0;
        }
        return count;
    }

    /** How many requests of a method were seen whose path matches. */
    long requests(String method, String path) throws Exception {
        long count = 0;
        for (JsonNode request : get("/__sandbox/requests").get("requests")) {
            boolean matches =
                    request.get("method").asText().equals(method)
                            && request.get("path").asText().matches(path);
            count += matches ? request.get("count").asLong() : 0;
        }
        return count;
    }

    /** How many requests were seen. */
    long requests() throws Exception {
        long count = 0;
        for (JsonNode request : get("/__sandbox/requests").get("requests")) {
            count += request.get("count").asLong();
        }
        return count;
    }

    /** How many requests were seen that can change records. */
    long writes() throws Exception {
        long count = 0;
        for (JsonNode request : get("/__sandbox/requests").get("requests")) {
            count += request.get("write").asBoolean() ? request.get("count").asLong() : 0;
        }
        return count;
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(url + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        process.destroy();
        client.close();
    }
}
