package dev.baton.sandbox.salesforce.rest;

import dev.baton.sandbox.salesforce.fault.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a multipart/form-data body (RFC 7578) by name. */
public final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("[;\\s]name=\"?([^\";\\r\\n]+)\"?", Pattern.CASE_INSENSITIVE);

    private static final Pattern BLANK_LINE = Pattern.compile("\\r?\\n\\r?\\n");

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private final String code;

    private Multipart(String code) {
        this.code = code;
    }

    /**
     * Reads a body.
     *
     * @param code of the refusal where the body or a part is not as it must be
     * @throws ApiException with that code for a body without boundaries
     */
    public static Multipart of(@Nullable String contentType, byte[] body, String code) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        Multipart parts = new Multipart(code);
        if (!boundary.find()) {
            throw parts.broken();
        }
        String mark = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
        // One character a byte, so that positions in the text are positions in the body.
        parts.split(new String(body, StandardCharsets.ISO_8859_1), "--" + mark);
        return parts;
    }

    private void split(String text, String mark) {
        int from = text.indexOf(mark);
        while (from >= 0 && !text.startsWith("--", from + mark.length())) {
            int end = text.indexOf(mark, from + mark.length());
            if (end < 0) {
                throw broken();
            }
            part(text.substring(from + mark.length(), end));
            from = end;
        }
    }

    private void part(String text) {
        Matcher blank = BLANK_LINE.matcher(text);
        if (!blank.find()) {
            throw broken();
        }
        Matcher name = NAME.matcher(text.substring(0, blank.start()));
        if (!name.find()) {
            throw broken();
        }
        // The line break before the next boundary belongs to the boundary.
        String content = text.substring(blank.end());
        int cut = content.endsWith("\r\n") ? 2 : content.endsWith("\n") ? 1 : 0;
        parts.put(
                name.group(1),
                content.substring(0, content.length() - cut).getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * A part that must be there.
     *
     * @throws ApiException if it is not
     */
    public byte[] required(String name) {
        byte[] part = parts.get(name);
        if (part == null) {
            throw ApiException.badRequest(code, "the part " + name + " is missing");
        }
        return part;
    }

    private ApiException broken() {
        return ApiException.badRequest(code, "the multipart body cannot be read");
    }
}
