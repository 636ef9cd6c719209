package dev.baton.bench.org;

import java.nio.charset.StandardCharsets;

/** An answer. */
record Reply(int status, String type, byte[] body) {

    static Reply json(String body) {
        return json(body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(byte[] body) {
        return new Reply(200, "application/json", body);
    }

    static Reply xml(byte[] body) {
        return new Reply(200, "text/xml; charset=UTF-8", body);
    }

    /** As of an object that has no Bulk API. */
    static Reply refused() {
        String body = "[{\"errorCode\":\"INVALIDENTITY\",\"message\":\"not supported\"}]";
        return new Reply(400, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply none() {
        return new Reply(404, "application/json", "[]".getBytes(StandardCharsets.UTF_8));
    }
}
