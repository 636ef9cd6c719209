package dev.baton.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Deploys zips over REST as one user. */
final class Deployer {
    static final String ADMIN = "admin@sandbox.invalid";
    private static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";

    private final TestOrg org;
    private final String token;

    Deployer(TestOrg org, String user) {
        this.org = org;
        this.token = org.tokenOf(user);
    }

    /** A zip of these files, to which package.xml is added. */
    static final class Zip {
        private final Map<String, String> files = new LinkedHashMap<>();
        private final Map<String, List<String>> members = new LinkedHashMap<>();

        Zip file(String name, String root, String inner) {
            files.put(name, document(root, inner));
            return this;
        }

        Zip raw(String name, String content) {
            files.put(name, content);
            return this;
        }

        Zip member(String type, String name) {
            members.computeIfAbsent(type, any -> new ArrayList<>()).add(name);
            return this;
        }

        byte[] bytes() {
            files.put("package.xml", manifest(members));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }

    static String document(String root, String inner) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><%1$s xmlns=\"%2$s\">%3$s</%1$s>"
                .formatted(root, NAMESPACE, inner);
    }

    static String manifest(Map<String, List<String>> members) {
        StringBuilder types = new StringBuilder();
        members.forEach(
                (type, names) -> {
                    types.append("<types>");
                    names.forEach(name -> types.append("<members>" + name + "</members>"));
                    types.append("<name>" + type + "</name></types>");
                });
        return document("Package", types + "<version>65.0</version>");
    }

    static String field(String name, String type, String more) {
        return "<fields><fullName>%s</fullName><label>%s</label><type>%s</type>%s</fields>"
                .formatted(name, name.replace("__c", ""), type, more);
    }

    static String grant(String field, boolean editable) {
        return "<fieldPermissions><editable>%s</editable><field>%s</field><readable>true</readable></fieldPermissions>"
                .formatted(editable, field);
    }

    SandboxReply post(byte[] zip, String options) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--mark\r\nContent-Disposition: form-data; name=\"entity_content\"\r\nContent-Type: application/json\r\n\r\n{\"deployOptions\":"
                                + options
                                + "}\r\n--mark\r\nContent-Disposition: form-data; name=\"file\"; filename=\"package.xml\"\r\nContent-Type: application/zip\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(zip);
        body.writeBytes("\r\n--mark--\r\n".getBytes(StandardCharsets.UTF_8));
        return org.vendor.handle(
                new SandboxRequest(
                        "POST",
                        TestOrg.DATA + "/metadata/deployRequest",
                        Map.of(),
                        Map.of(
                                "authorization",
                                "Bearer " + token,
                                "content-type",
                                "multipart/form-data; boundary=mark"),
                        body.toByteArray()));
    }

    JsonNode status(String id) {
        return TestOrg.json(
                        org.callAs(
                                token,
                                "GET",
                                "/metadata/deployRequest/" + id,
                                Map.of("includeDetails", "true"),
                                ""))
                .path("deployResult");
    }

    /** Deploys with rollbackOnError, and waits for the end. */
    JsonNode deploy(Zip zip) {
        return deploy(zip, "{\"rollbackOnError\":true}");
    }

    JsonNode deploy(Zip zip, String options) {
        SandboxReply reply = post(zip.bytes(), options);
        if (reply.status() != 201) {
            throw new AssertionError(TestOrg.json(reply).toString());
        }
        String id = TestOrg.json(reply).path("id").asText();
        JsonNode status = status(id);
        while (!status.path("done").asBoolean()) {
            status = status(id);
        }
        return status;
    }

    /** What was refused, as {@code name: problem}. */
    static List<String> problems(JsonNode result) {
        return texts(result.path("details").path("componentFailures"));
    }

    /** What was only warned of, as {@code name: problem}. */
    static List<String> warnings(JsonNode result) {
        return texts(result.path("details").path("componentSuccesses"));
    }

    private static List<String> texts(JsonNode messages) {
        List<String> found = new ArrayList<>();
        for (JsonNode message : messages) {
            if (!message.path("problem").isNull()) {
                found.add(
                        message.path("fullName").asText()
                                + ": "
                                + message.path("problem").asText());
            }
        }
        return found;
    }
}
