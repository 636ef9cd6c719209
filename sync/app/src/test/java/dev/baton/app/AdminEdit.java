package dev.baton.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Changes a record of the sandbox as an administrator does. */
final class AdminEdit {
    private AdminEdit() {}

    static void of(SandboxProcess sandbox, String object, String id, String fields)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            String path = "/services/data/v65.0/sobjects/" + object + "/" + id;
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(sandbox.url + path))
                                    .header(
                                            "Authorization",
                                            "Bearer " + sandbox.session("admin@sandbox.invalid"))
                                    .header("Content-Type", "application/json")
                                    .method("PATCH", HttpRequest.BodyPublishers.ofString(fields))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 204) {
                throw new IllegalStateException("not edited: " + answer.body());
            }
        }
    }
}
