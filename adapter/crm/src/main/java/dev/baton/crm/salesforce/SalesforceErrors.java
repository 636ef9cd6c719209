package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.http.ErrorTable;
import dev.baton.http.HttpAnswer;
import dev.baton.http.Verdict;
import dev.baton.http.Verdict.Fail;
import dev.baton.http.Verdict.Fine;
import dev.baton.http.Verdict.RenewToken;
import dev.baton.http.Verdict.TryAgain;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of Salesforce means. REST errors are an array of {@code errorCode} and {@code
 * message}; the sign-in has an object of {@code error} and {@code error_description}; edge servers
 * answer HTML. The vendor's messages may quote a query or a record, so only codes and names of
 * fields and objects are passed on.
 */
final class SalesforceErrors {
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");
    private static final Pattern NO_COLUMN =
            Pattern.compile(
                    "No such column '([A-Za-z0-9_.]{1,120})' on entity '([A-Za-z0-9_]{1,80})'");
    private static final Pattern NO_OBJECT =
            Pattern.compile("sObject type '([A-Za-z0-9_]{1,80})' is not supported");

    /** Codes whose meaning does not depend on the status, REST and SOAP alike. */
    private static final Map<String, Fail> BY_CODE =
            Map.ofEntries(
                    entry(
                            Category.BAD_REQUEST,
                            "MALFORMED_QUERY",
                            "the query was refused as wrong"),
                    entry(Category.BAD_REQUEST, "INVALID_FIELD", "a field is missing or hidden"),
                    entry(Category.BAD_REQUEST, "INVALID_TYPE", "an object is missing or hidden"),
                    entry(
                            Category.BAD_REQUEST,
                            "INVALID_QUERY_FILTER_OPERATOR",
                            "a field cannot be filtered that way"),
                    entry(
                            Category.BAD_REQUEST,
                            "QUERY_TOO_COMPLICATED",
                            "the mapped formula fields expand to too long a query; map fewer"),
                    entry(
                            Category.BAD_REQUEST,
                            "INVALID_REPLICATION_DATE",
                            "the window asked for is out of the vendor's range"),
                    entry(Category.BAD_REQUEST, "NOT_FOUND", "no such resource, or no right to it"),
                    entry(
                            Category.BAD_REQUEST,
                            "EXCEEDED_ID_LIMIT",
                            "more records at once than the vendor takes"),
                    entry(
                            Category.BAD_REQUEST,
                            "UNSUPPORTED_API_VERSION",
                            "the org no longer speaks this API version; upgrade Baton"),
                    entry(
                            Category.EXPIRED_CURSOR,
                            "INVALID_QUERY_LOCATOR",
                            "the query's place is no longer known; it is begun anew"),
                    entry(
                            Category.UNAVAILABLE,
                            "QUERY_TIMEOUT",
                            "the query ran for too long; ask for an index or a smaller page"),
                    entry(
                            Category.THROTTLED,
                            "LIMIT_EXCEEDED",
                            "a limit of the org is used up for now"),
                    entry(
                            Category.PERMISSION,
                            "API_DISABLED_FOR_ORG",
                            "this edition has no API, or it is switched off"),
                    entry(
                            Category.PERMISSION,
                            "API_CURRENTLY_DISABLED",
                            "the API is off for our user; give it 'API Enabled'"),
                    entry(
                            Category.PERMISSION,
                            "INSUFFICIENT_ACCESS",
                            "our user lacks a right; assign it Baton's permission set"),
                    entry(
                            Category.PERMISSION,
                            "FORBIDDEN",
                            "our user lacks a right; assign it Baton's permission set"));

    /** A job is asked for with another version than it was made with. */
    static final String OTHER_VERSION = "other_version";

    private static final String SIGN_IN_AGAIN = "the session ended";
    private static final String NO_ANSWER = "Salesforce is not answering; try later";
    private static final String LOOK = "look for a proxy in between or a login page";
    private static final String OLD_VERSION =
            "the org no longer speaks this API version; upgrade Baton";
    private static final String TOO_LONG = "the request is too long; map fewer fields";

    private SalesforceErrors() {}

    /** For calls that may be sent again. */
    static ErrorTable forReads() {
        return SalesforceErrors::judge;
    }

    /**
     * For writes: a server error, or a page in place of an answer, may have come after the write,
     * so nothing is tried again and the outcome is open.
     */
    static ErrorTable forWrites() {
        return answer ->
                switch (judge(answer)) {
                    case TryAgain again when answer.status() / 100 == 5 -> unknown(again.code());
                    case Fail fail when isOpen(answer) -> unknown(fail.code());
                    case Verdict same -> same;
                };
    }

    private static boolean isOpen(HttpAnswer answer) {
        return answer.status() / 100 == 2 || answer.status() / 100 == 5;
    }

    private static Fail unknown(String code) {
        String hint = "no readable answer to a write; what the records hold is read back first";
        return new Fail(Category.OUTCOME_UNKNOWN, code, hint);
    }

    private static Verdict judge(HttpAnswer answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return isHtml(answer)
                    ? new Fail(
                            Category.UNAVAILABLE, "html_answer", "a page came, not data; " + LOOK)
                    : new Fine();
        }
        if (status == 500 && isXml(answer)) {
            return new Fine(); // a SOAP fault, which force-wsc reads and faults() judges
        }
        return judgeError(status, ErrorBody.of(answer));
    }

    private static Verdict judgeError(int status, ErrorBody body) {
        return switch (status) {
            case 401 -> unauthorized(body);
            case 403 -> forbidden(body);
            case 406, 420 -> again(Category.UNAVAILABLE, "http_" + status);
            case 408, 500, 502, 503, 504 -> again(Category.UNAVAILABLE, body.or(status));
            case 409 ->
                    fail(
                            Category.BAD_REQUEST,
                            OTHER_VERSION,
                            "the job was made with another API version");
            case 410 -> fail(Category.BAD_REQUEST, body.or(status), OLD_VERSION);
            case 414, 431 -> fail(Category.BAD_REQUEST, "http_" + status, TOO_LONG);
            case 429 -> again(Category.THROTTLED, body.or(status));
            default -> byCode(status, body);
        };
    }

    private static Verdict byCode(int status, ErrorBody body) {
        if (body.signIn()) {
            return SignInErrors.judge(body.code(), body.message());
        }
        if (body.code().equals("UNABLE_TO_LOCK_ROW") || body.code().equals("SERVER_UNAVAILABLE")) {
            return again(Category.UNAVAILABLE, body.code());
        }
        Fail known = BY_CODE.get(body.code());
        if (known != null) {
            return fail(known.category(), known.code(), known.hint() + names(body.message()));
        }
        Category category = status / 100 == 4 ? Category.BAD_REQUEST : Category.UNAVAILABLE;
        return fail(category, body.or(status), "Salesforce refused the request");
    }

    /** The vendor says 401 for sessions that no renewal would mend, too; those must not loop. */
    private static Verdict unauthorized(ErrorBody body) {
        if (body.signIn()) {
            return SignInErrors.judge(body.code(), body.message());
        }
        String message = body.message().toLowerCase(Locale.ROOT);
        if (message.contains("not valid for use with the rest api")) {
            String hint = "the app's sessions are not for the API; add the scope 'api' to the app";
            return fail(Category.CREDENTIALS, body.or(401), hint);
        }
        if (message.contains("not attached to agent")) {
            String hint = "the app is tied to an agent; use an external client app of its own";
            return fail(Category.CREDENTIALS, body.or(401), hint);
        }
        return body.code().equals("INVALID_SESSION_ID")
                ? new RenewToken(body.code(), SIGN_IN_AGAIN)
                : fail(Category.CREDENTIALS, body.or(401), "Salesforce refused our sign-in");
    }

    /** The same code stands for the day's allowance and for too many calls at once. */
    private static Verdict forbidden(ErrorBody body) {
        if (!body.code().equals("REQUEST_LIMIT_EXCEEDED")) {
            Fail known = BY_CODE.get(body.code());
            return known != null && known.category() == Category.PERMISSION
                    ? known
                    : fail(Category.PERMISSION, body.or(403), "our user may not do this");
        }
        return body.message().toLowerCase(Locale.ROOT).contains("concurrent")
                ? new TryAgain(
                        null, Category.THROTTLED, body.code(), "too many calls at once in this org")
                : dailyLimit(body.code());
    }

    private static Fail dailyLimit(String code) {
        String hint = "the org's daily API calls are used up; they free over the next 24 hours";
        return fail(Category.THROTTLED, code, hint);
    }

    /**
     * A fault of the Partner API.
     *
     * @param code the fault's exception code, as {@code INVALID_FIELD}
     * @param message used to tell cases apart, and for names of fields and objects; never shown
     */
    static Verdict fault(String code, @Nullable String message) {
        String said = message == null ? "" : message;
        var body = new ErrorBody(shown(code), said, false);
        return switch (body.code()) {
            case "INVALID_SESSION_ID" -> new RenewToken(body.code(), SIGN_IN_AGAIN);
            case "REQUEST_LIMIT_EXCEEDED" -> forbidden(body);
            case "SERVER_UNAVAILABLE", "UNKNOWN_EXCEPTION", "UNABLE_TO_LOCK_ROW" ->
                    new TryAgain(null, Category.UNAVAILABLE, body.code(), NO_ANSWER);
            default -> faultByCode(body);
        };
    }

    private static Fail faultByCode(ErrorBody body) {
        Fail known = BY_CODE.get(body.code());
        return known == null
                ? fail(Category.BAD_REQUEST, body.or(500), "Salesforce refused the request")
                : fail(known.category(), known.code(), known.hint() + names(body.message()));
    }

    /** As an exception, for the places that have no gateway above them. */
    static AdapterException exception(Fail fail, @Nullable Exception cause) {
        Exception shown = cause == null ? null : Redacted.of(cause);
        return new AdapterException(fail.category(), fail.code(), fail.hint(), shown);
    }

    static boolean isXml(HttpAnswer answer) {
        return contentType(answer).contains("xml");
    }

    private static boolean isHtml(HttpAnswer answer) {
        return contentType(answer).contains("html");
    }

    private static String contentType(HttpAnswer answer) {
        String type = answer.header("content-type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    /** The names out of the two messages whose shape we know; nothing else of them. */
    private static String names(String message) {
        Matcher column = NO_COLUMN.matcher(message);
        if (column.find()) {
            return ": " + column.group(2) + "." + column.group(1);
        }
        Matcher object = NO_OBJECT.matcher(message);
        return object.find() ? ": " + object.group(1) : "";
    }

    /** Without a wait of ours: the gateway reads Retry-After by itself. */
    private static TryAgain again(Category category, String code) {
        return new TryAgain(null, category, code, NO_ANSWER);
    }

    private static Fail fail(Category category, String code, String hint) {
        return new Fail(category, code, hint);
    }

    private static Map.Entry<String, Fail> entry(Category category, String code, String hint) {
        return Map.entry(code, new Fail(category, code, hint));
    }

    private static String shown(@Nullable String code) {
        return code != null && CODE.matcher(code).matches() ? code : "";
    }

    /** An error's body as far as it can be told; empty strings where it says nothing. */
    private record ErrorBody(String code, String message, boolean signIn) {

        static ErrorBody of(HttpAnswer answer) {
            JsonNode body = StrictJson.lenient(answer).orElse(null);
            if (body == null) {
                return new ErrorBody("", "", false);
            }
            if (body.isObject() && body.has("error")) {
                return new ErrorBody(
                        shown(body.path("error").asText()),
                        body.path("error_description").asText(),
                        true);
            }
            JsonNode first = body.isArray() ? body.path(0) : body;
            return new ErrorBody(
                    shown(first.path("errorCode").asText()), first.path("message").asText(), false);
        }

        String or(int status) {
            return code.isEmpty() ? "http_" + status : code;
        }
    }
}
