package dev.baton.app;

import dev.baton.port.Secret;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what must not be read: what looks like a secret, and every secret we hold.
 */
final class Redaction {
    private static final String STARS = "***";

    private record Rule(Pattern pattern, String by) {
        static Rule of(String pattern, String by) {
            return new Rule(Pattern.compile(pattern), by);
        }
    }

    /** What a header, form, JSON or XML calls a secret. */
    private static final String NAMES =
            "client_secret|client_assertion|access_token|refresh_token|id_token|assertion|password"
                    + "|passwd|pwd|signing_key|private_key|api_?key|session_?id|x-sfdc-session|secret"
                    + "|set-cookie|cookie|sid";

    /**
     * Each begins where nothing of its own stands before, and gives nothing back: a log line may be
     * long and made by somebody else.
     */
    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "(?s)-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)",
                            STARS),
                    Rule.of("(?i)\\b(bearer|basic|oauth)\\s++[a-z0-9+/._~=!-]{6,}+", "$1 " + STARS),
                    Rule.of("\\b00D[A-Za-z0-9]{12,15}+(?:!|%21)[A-Za-z0-9._]++", STARS),
                    Rule.of(
                            "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{6,}+\\.[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]*+)?",
                            STARS),
                    Rule.of("://[^/\\s@\"'<>]++@", "://" + STARS + "@"),
                    Rule.of(
                            "(?i)("
                                    + NAMES
                                    + ")(\\\\?[\"']?(?:\\s*+[:=]\\s*+|>)\\\\?[\"']?)[^\\s\"'&<,;}\\\\]++",
                            "$1$2" + STARS),
                    Rule.of(
                            "(?<![\\p{L}\\p{N}._%+'-])(?:[\\p{L}\\p{N}._+'-]|%(?!40))++(?:@|%40)[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)++",
                            STARS));

    private Redaction() {}

    static String of(String text) {
        String clean = Secret.hiddenIn(text);
        for (Rule rule : RULES) {
            clean = rule.pattern().matcher(clean).replaceAll(rule.by());
        }
        return clean;
    }
}
