package dev.baton.bench.floor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.bench.Figures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the values that Baton wrote once more, as updates of 200 records, and reads them back in
 * retrieves of 2,000; keeps no ledger and understands no answer. Arguments: URL, a state in the
 * open that was pushed.
 */
public final class PushFloor {
    private static final int UPDATED = 200;
    private static final int RETRIEVED = 2000;
    private static final String HEAD =
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns=\"urn:partner.soap.sforce.com\"><e:Body>";
    private static final String FOOT = "</e:Body></e:Envelope>";

    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> rows = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private String fields = "";
    private int sent;

    private PushFloor(String url) {
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        Figures.tell("written", push(args[0], Path.of(args[1])));
        Figures.tellSince("push", start);
        Figures.tell("cpu_seconds", Figures.processorSeconds());
    }

    /** Does the job; gives how many records it sent. */
    public static int push(String url, Path state)
            throws SQLException, IOException, InterruptedException {
        var floor = new PushFloor(url);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state);
                Statement statement = connection.createStatement();
                ResultSet held =
                        statement.executeQuery("SELECT record, body FROM held ORDER BY record")) {
            while (held.next()) {
                floor.add(held.getString("record"), held.getString("body"));
            }
        }
        floor.update();
        floor.readBack();
        floor.client.close();
        return floor.sent;
    }

    private void add(String id, String body) throws IOException, InterruptedException {
        var row =
                new StringBuilder("<sObjects><type>Account</type><Id>").append(id).append("</Id>");
        var names = new ArrayList<String>();
        for (var field : json.readTree(body).properties()) {
            names.add(field.getKey());
            row.append('<').append(field.getKey()).append('>').append(text(field.getValue()));
            row.append("</").append(field.getKey()).append('>');
        }
        fields = String.join(",", names);
        ids.add(id);
        rows.add(row.append("</sObjects>").toString());
        if (rows.size() == UPDATED) {
            update();
        }
    }

    private static String text(JsonNode value) {
        String text = value.isNull() ? "" : value.asText();
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void update() throws IOException, InterruptedException {
        if (!rows.isEmpty()) {
            call("<update>" + String.join("", rows) + "</update>");
            sent += rows.size();
            rows.clear();
        }
    }

    private void readBack() throws IOException, InterruptedException {
        for (int from = 0; from < ids.size(); from += RETRIEVED) {
            var call = new StringBuilder("<retrieve><fieldList>").append(fields);
            call.append("</fieldList><sObjectType>Account</sObjectType>");
            for (String id : ids.subList(from, Math.min(ids.size(), from + RETRIEVED))) {
                call.append("<ids>").append(id).append("</ids>");
            }
            call(call + "</retrieve>");
        }
    }

    private void call(String operation) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/services/Soap/u/65.0/"))
                        .POST(BodyPublishers.ofString(HEAD + operation + FOOT))
                        .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
    }
}
