package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The one scheme, host and port that a gateway talks to.
 *
 * <p>A vendor's answers name addresses to go on with, and parsers disagree about odd ones. So an
 * address must pass twice: written out, its origin is ours letter by letter, and the parser that
 * connects reads the same origin from it. Everything unusual is refused, never repaired.
 *
 * @param text canonical: lower case, the default port left out, no slash at the end
 */
record Origin(String text, HttpUrl parsed) {

    private static final Pattern URL =
            Pattern.compile(
                    "(?<scheme>https?)://(?<host>[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::(?<port>\\d{1,5}))?"
                            + "(?<rest>[/?][\\x21-\\x7e&&[^\\\\#]]*)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(0|[1-9]\\d{0,2})){3}|::1");
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(?=[/?]|$)");

    /**
     * An origin as an operator writes it.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Origin of(String written) {
        Matcher matcher = URL.matcher(written);
        HttpUrl url = HttpUrl.parse(written);
        Settings.check(
                matcher.matches() && url != null,
                "origin must look like https://host or https://host:port");
        Settings.check(matcher.group("rest") == null, "origin must end after the host or the port");
        HttpUrl parsed = Objects.requireNonNull(url);
        Settings.check(
                parsed.isHttps() || LOOPBACK.matcher(parsed.host()).matches(),
                "origin must begin with https://; plain http is for this very machine only");
        Settings.check(canonical(matcher).equals(canonical(parsed)), "origin is written oddly");
        return new Origin(canonical(parsed), parsed);
    }

    boolean isPlain() {
        return !parsed.isHttps();
    }

    /**
     * The parsed address, if it lies on this origin.
     *
     * @throws AdapterException BAD_REQUEST for any other; the message does not repeat it, since a
     *     foreign address may carry what its sender wants to see in our log
     */
    HttpUrl admit(String url) throws AdapterException {
        Matcher matcher = URL.matcher(url);
        HttpUrl read = HttpUrl.parse(url);
        if (!matcher.matches() || read == null || !isOurs(matcher, read)) {
            throw refused("origin_refused", "a call was to leave " + text + ": not sent");
        }
        if (DOTS.matcher(beforeQuery(matcher.group("rest"))).find()) {
            throw refused("path_refused", "a path held dot segments: not sent");
        }
        return read;
    }

    private boolean isOurs(Matcher written, HttpUrl read) {
        return canonical(written).equals(text)
                && canonical(read).equals(text)
                && read.encodedUsername().isEmpty()
                && read.encodedPassword().isEmpty();
    }

    private static String canonical(Matcher written) {
        String scheme = written.group("scheme").toLowerCase(Locale.ROOT);
        String host = written.group("host").toLowerCase(Locale.ROOT);
        String port = written.group("port");
        boolean usual = port == null || port.equals(scheme.equals("https") ? "443" : "80");
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }

    private static String canonical(HttpUrl url) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        return url.scheme() + "://" + host + (usual ? "" : ":" + url.port());
    }

    private static String beforeQuery(@Nullable String rest) {
        if (rest == null) {
            return "";
        }
        int query = rest.indexOf('?');
        return query < 0 ? rest : rest.substring(0, query);
    }

    private static AdapterException refused(String code, String hint) {
        return new AdapterException(Category.BAD_REQUEST, code, hint, null);
    }
}
