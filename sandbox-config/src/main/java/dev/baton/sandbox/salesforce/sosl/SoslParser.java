package dev.baton.sandbox.salesforce.sosl;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.sosl.SearchRequest.Returned;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads FIND, IN, RETURNING and LIMIT. What an object's parentheses hold is SOQL but for its
 * beginning, and is left to that. WITH, UPDATE and USING are refused.
 */
final class SoslParser {
    private static final Pattern FIND = Pattern.compile("(?is)\\s*FIND\\s*\\{(.*)");
    private static final Pattern IN = Pattern.compile("(?is)^\\s*IN\\s+(\\w+)\\s+FIELDS\\b");
    private static final Pattern RETURNING = Pattern.compile("(?is)^\\s*RETURNING\\s+");
    private static final Pattern LIMIT = Pattern.compile("(?is)^\\s*LIMIT\\s+(\\d{1,9})\\s*$");
    private static final Pattern OBJECT = Pattern.compile("(?is)^\\s*(\\w+)\\s*");

    /** A word in front of what is no list of fields any more. */
    private static final Pattern CLAUSE =
            Pattern.compile("(?i)\\b(WHERE|ORDER|LIMIT|OFFSET|USING)\\b");

    private static final Pattern CUT =
            Pattern.compile(
                    "(?is)^(.*?)(?:\\bLIMIT\\s+(\\d{1,9})\\s*)?(?:\\bOFFSET\\s+(\\d{1,9})\\s*)?$");

    private String rest;

    private SoslParser(String rest) {
        this.rest = rest;
    }

    /** Throws MALFORMED_SEARCH for what is no search. */
    static SearchRequest parse(String sosl) {
        Matcher find = FIND.matcher(sosl);
        int end = find.matches() ? closing(find.group(1), '{', '}') : -1;
        if (end < 0) {
            throw malformed("No search term found. The search term must be enclosed in braces.");
        }
        String text = find.group(1).substring(0, end);
        return new SoslParser(find.group(1).substring(end + 1)).clauses(text);
    }

    private SearchRequest clauses(String text) {
        String scope = accept(IN);
        Scope fields =
                scope == null
                        ? Scope.ALL
                        : Scope.named(scope)
                                .orElseThrow(() -> malformed("unexpected token: '" + scope + "'"));
        List<Returned> returned = new ArrayList<>();
        if (acceptWord(RETURNING)) {
            do {
                returned.add(returned());
            } while (acceptComma());
        }
        String limit = accept(LIMIT);
        if (!rest.isBlank()) {
            throw malformed("unexpected token: '" + rest.strip().split("\\s", 2)[0] + "'");
        }
        return new SearchRequest(
                text, fields, returned, limit == null ? null : Integer.valueOf(limit));
    }

    private Returned returned() {
        String object = accept(OBJECT);
        if (object == null) {
            throw malformed("RETURNING must name an object");
        }
        if (!rest.startsWith("(")) {
            return new Returned(object, "", "", null, 0);
        }
        int end = closing(rest.substring(1), '(', ')');
        if (end < 0) {
            throw malformed("unexpected token: '<EOF>'");
        }
        String inside = rest.substring(1, end + 1);
        rest = rest.substring(end + 2);
        return returned(object, inside);
    }

    private static Returned returned(String object, String inside) {
        Matcher clause = CLAUSE.matcher(inside);
        int at = clause.find() ? clause.start() : inside.length();
        if (at < inside.length() && clause.group(1).equalsIgnoreCase("USING")) {
            throw malformed("USING is not supported by the sandbox");
        }
        return cut(object, inside.substring(0, at), inside.substring(at));
    }

    /** Takes LIMIT and OFFSET off the end: they count records that match, not all. */
    static Returned cut(String object, String fields, String clauses) {
        Matcher cut = CUT.matcher(clauses);
        if (!cut.matches()) {
            throw malformed("unexpected token: '" + clauses.strip() + "'");
        }
        return new Returned(
                object,
                fields.strip(),
                cut.group(1).strip(),
                cut.group(2) == null ? null : Integer.valueOf(cut.group(2)),
                cut.group(3) == null ? 0 : Integer.parseInt(cut.group(3)));
    }

    private @Nullable String accept(Pattern pattern) {
        Matcher matcher = pattern.matcher(rest);
        if (!matcher.find()) {
            return null;
        }
        rest = rest.substring(matcher.end());
        return matcher.group(1);
    }

    private boolean acceptWord(Pattern pattern) {
        Matcher matcher = pattern.matcher(rest);
        boolean there = matcher.find();
        if (there) {
            rest = rest.substring(matcher.end());
        }
        return there;
    }

    private boolean acceptComma() {
        String stripped = rest.stripLeading();
        boolean there = stripped.startsWith(",");
        if (there) {
            rest = stripped.substring(1);
        }
        return there;
    }

    /**
     * Where a bracket that is open closes, -1 if nowhere. A backslash takes its meaning from the
     * character behind it, and so do the quotes of SOQL in parentheses.
     */
    private static int closing(String text, char open, char close) {
        int depth = 1;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'' && open == '(') {
                quoted = !quoted;
            } else if (!quoted && c == open) {
                depth++;
            } else if (!quoted && c == close && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    static ApiException malformed(String why) {
        return ApiException.badRequest("MALFORMED_SEARCH", why);
    }

    /** What SOQL refuses as malformed is a malformed search here. */
    static ApiException inWordsOfSearch(ApiException e) {
        return e.code().equals("MALFORMED_QUERY") ? malformed(e.text()) : e;
    }
}
