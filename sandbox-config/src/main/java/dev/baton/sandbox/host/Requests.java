package dev.baton.sandbox.host;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** From the wire to a {@link SandboxRequest}: decodes the target, inflates the body up to a cap. */
final class Requests {
    /** No API behind this port takes larger requests; bulk uploads stop at 150 MB. */
    static final int BODY_CAP = 160 << 20;

    private Requests() {}

    /**
     * Answers one request, those that cannot be read included.
     *
     * @param target path and query as they came over the wire
     * @param headers names in lower case
     */
    static SandboxReply answer(
            Handler handler,
            String method,
            String target,
            Map<String, String> headers,
            byte[] body) {
        try {
            return handler.handle(read(method, target, headers, body));
        } catch (TooLargeException e) {
            return refusal(413, "the request body is larger than " + BODY_CAP + " bytes");
        } catch (IOException | IllegalArgumentException e) {
            return refusal(400, "the request cannot be read: broken escape or gzip body");
        }
    }

    static SandboxReply refusal(int status, String why) {
        return SandboxReply.json(status, "{\"error\":\"bad_request\",\"message\":\"" + why + "\"}");
    }

    private static SandboxRequest read(
            String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        // In a path a plus sign is itself; only in a query does it stand for a space. Clients that
        // were given an address with a slash at its end send two, which vendors read as one.
        String decoded = decode(path.replace("+", "%2B")).replaceFirst("^/{2,}", "/");
        return new SandboxRequest(method, decoded, parameters(query), headers, inflated(body));
    }

    private static Map<String, List<String>> parameters(String query) {
        var all = new LinkedHashMap<String, List<String>>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            all.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
        }
        return all;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * By the magic number and not the header: WireMock has already inflated some of what says gzip.
     */
    private static byte[] inflated(byte[] body) throws IOException {
        if (body.length > BODY_CAP) {
            throw new TooLargeException();
        }
        boolean gzip = body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
        if (!gzip) {
            return body;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] whole = in.readNBytes(BODY_CAP + 1);
            if (whole.length > BODY_CAP) {
                throw new TooLargeException();
            }
            return whole;
        }
    }

    /** A body over the cap. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
