package dev.baton.helpdesk.zendesk;

import dev.baton.http.ErrorTable;
import dev.baton.http.HttpAnswer;
import dev.baton.http.RetryAfter;
import dev.baton.http.Verdict;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Zendesk's errors. Bodies are JSON in three forms, plain text or HTML; a code is taken from them
 * only when it looks like one, anything else stays out of messages.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/introduction/requests/">Zendesk:
 *     requests and responses</a>
 */
enum ZendeskErrors implements ErrorTable {
    /** All of the API. */
    API,
    /** A page that a smaller one can stand in for: what overwhelms the server is not repeated. */
    LARGE_PAGE,
    /** {@code /oauth/tokens}, where every refusal is one of our credentials. */
    SIGN_IN;

    /** Limits count by the minute; without a word on when, four such waits pass one. */
    private static final Duration UNTOLD = Duration.ofSeconds(15);

    private static final String TOO_RECENT = "StartTimeTooRecent";
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,59}");
    private static final Set<String> TOO_HEAVY = Set.of("http_500", "http_504");

    /** What the gateway calls an answer beyond its cap. */
    private static final String ANSWER_TOO_LARGE = "answer_too_large";

    @Override
    public Verdict judge(HttpAnswer answer) {
        int status = answer.status();
        return switch (status) {
            case 200, 201 -> new Verdict.Fine();
            case 400, 422 -> isTooRecent(answer) ? new Verdict.Fine() : refused(answer);
            case 401 -> unauthorized(answer);
            case 403 -> forbidden(answer);
            case 404 -> notFound(answer);
            case 408, 425 -> unavailable(answer);
            case 429 -> throttled(answer);
            case 500, 504 -> this == LARGE_PAGE ? tooHeavy(answer) : unavailable(answer);
            default -> status > 500 && status < 600 ? unavailable(answer) : unknown(answer);
        };
    }

    private Verdict refused(HttpAnswer answer) {
        if (this == SIGN_IN) {
            return signInRefused(answer);
        }
        return speaksOfCursor(answer)
                ? new Verdict.Fail(
                        Category.EXPIRED_CURSOR,
                        code(answer),
                        "Zendesk no longer knows the cursor; the stream is read anew")
                : new Verdict.Fail(
                        Category.BAD_REQUEST, code(answer), "Zendesk refuses the request");
    }

    private Verdict unauthorized(HttpAnswer answer) {
        return this == SIGN_IN
                ? signInRefused(answer)
                : new Verdict.RenewToken(
                        code(answer),
                        "Zendesk refuses the token; check that the OAuth client is still active");
    }

    private Verdict forbidden(HttpAnswer answer) {
        return this == SIGN_IN
                ? signInRefused(answer)
                : new Verdict.Fail(
                        Category.PERMISSION,
                        code(answer),
                        "not allowed: exports need a user in the role of admin and an OAuth client"
                                + " with the scope \"read\"; some need a larger plan");
    }

    private static Verdict signInRefused(HttpAnswer answer) {
        return new Verdict.Fail(
                Category.CREDENTIALS,
                code(answer),
                "Zendesk refuses to sign us in; check client id and secret, and that the OAuth"
                        + " client is confidential and may use the scope \"read\"");
    }

    /** An account that does not exist answers with a page for people. */
    private static Verdict notFound(HttpAnswer answer) {
        return body(answer) == null
                ? new Verdict.Fail(
                        Category.BAD_REQUEST,
                        "unknown_account",
                        "no Zendesk account answers there; check the subdomain in the url")
                : new Verdict.Fail(
                        Category.BAD_REQUEST,
                        code(answer),
                        "Zendesk has no such thing; the feature may be off in this account");
    }

    private static Verdict throttled(HttpAnswer answer) {
        return new Verdict.TryAgain(
                Objects.requireNonNullElse(RetryAfter.parse(answer), UNTOLD),
                Category.THROTTLED,
                code(answer),
                "Zendesk's limit of calls a minute is reached; see export_calls_per_minute");
    }

    private static Verdict unavailable(HttpAnswer answer) {
        return new Verdict.TryAgain(
                RetryAfter.parse(answer),
                Category.UNAVAILABLE,
                "http_" + answer.status(),
                "Zendesk does not answer; see status.zendesk.com");
    }

    private static Verdict tooHeavy(HttpAnswer answer) {
        return new Verdict.Fail(
                Category.UNAVAILABLE,
                "http_" + answer.status(),
                "Zendesk could not put the page together");
    }

    private static Verdict unknown(HttpAnswer answer) {
        return new Verdict.Fail(
                answer.status() >= 402 && answer.status() < 500
                        ? Category.BAD_REQUEST
                        : Category.UNAVAILABLE,
                code(answer),
                "Zendesk answers in a way we do not know");
    }

    /**
     * Whether a time-based export was asked for the last minute, which is withheld for everybody:
     * nothing new can be there yet.
     */
    static boolean isTooRecent(HttpAnswer answer) {
        return (answer.status() == 400 || answer.status() == 422)
                && code(answer).equals(TOO_RECENT);
    }

    /** Whether a smaller page may come where this one did not. */
    static boolean isTooHeavy(AdapterException failure) {
        return TOO_HEAVY.contains(failure.code()) || failure.code().equals(ANSWER_TOO_LARGE);
    }

    private static boolean speaksOfCursor(HttpAnswer answer) {
        return code(answer).startsWith("InvalidPagination")
                || (body(answer) != null
                        && answer.text().toLowerCase(Locale.ROOT).contains("cursor"));
    }

    /**
     * {@code {"error":"X"}}, {@code {"error":{"title":"X"}}} or {@code {"errors":[{"code":"X"}]}}.
     */
    private static String code(HttpAnswer answer) {
        Map<String, @Nullable Object> body = body(answer);
        Object error = body == null ? null : body.get("error");
        Object found =
                switch (error) {
                    case Map<?, ?> map -> map.get("title");
                    case null -> body == null ? null : firstOf(body.get("errors"));
                    default -> error;
                };
        return found instanceof String code && CODE.matcher(code).matches()
                ? code
                : "http_" + answer.status();
    }

    private static @Nullable Object firstOf(@Nullable Object errors) {
        return errors instanceof List<?> list
                        && !list.isEmpty()
                        && list.getFirst() instanceof Map<?, ?> first
                ? first.get("code")
                : null;
    }

    /** Null for text and HTML. */
    private static @Nullable Map<String, @Nullable Object> body(HttpAnswer answer) {
        try {
            return Json.object(answer.body());
        } catch (IOException e) {
            // Not JSON is an answer too: the status alone decides then.
            return null;
        }
    }
}
