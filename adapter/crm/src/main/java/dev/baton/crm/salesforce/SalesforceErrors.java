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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of Salesforce means, by the table of {@link KnownError}. REST errors are an array
 * of {@code errorCode} and {@code message}; the sign-in has an object of {@code error} and {@code
 * error_description}; edge servers answer HTML. The vendor's messages may quote a query or a
 * record, so only codes and names of fields and objects are passed on.
 */
final class SalesforceErrors {
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");
    private static final Pattern NO_COLUMN =
            Pattern.compile(
                    "No such column '([A-Za-z0-9_.]{1,120})' on entity '([A-Za-z0-9_]{1,80})'");
    private static final Pattern NO_HEADER =
            Pattern.compile("Field name not found : ([A-Za-z0-9_]{1,80})");
    private static final Pattern NO_OBJECT =
            Pattern.compile("sObject type '([A-Za-z0-9_]{1,80})' is not supported");

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
        if (status / 100 == 2 && !isHtml(answer)) {
            return new Fine();
        }
        if (status == 500 && isXml(answer)) {
            return new Fine(); // a SOAP fault, which force-wsc reads and fault() judges
        }
        ErrorBody body = ErrorBody.of(answer);
        return body.signIn() && status / 100 == 4 && status != 429
                ? SignInErrors.judge(body.code(), body.message())
                : verdict(status, body, isHtml(answer));
    }

    private static Verdict verdict(int status, ErrorBody body, boolean html) {
        KnownError known = KnownError.of(status, body.code(), body.message(), html);
        String code = known == KnownError.PAGE_NOT_DATA ? "html_answer" : body.or(status);
        return switch (known.action()) {
            case STOP -> new Fail(known.category(), code, known.hint() + names(body.message()));
            // Without a wait of ours: the gateway reads Retry-After by itself.
            case AGAIN -> new TryAgain(null, known.category(), code, known.hint());
            case RENEW -> new RenewToken(code, known.hint());
        };
    }

    /**
     * A fault of the Partner API. Its server answers every fault with 500, so the status says
     * nothing.
     *
     * @param code the fault's exception code, as {@code INVALID_FIELD}
     * @param message used to tell cases apart, and for names of fields and objects; never shown
     */
    static Verdict fault(String code, @Nullable String message) {
        return verdict(400, new ErrorBody(shown(code), said(message), false), false);
    }

    /**
     * A job of the Bulk API that failed as a whole.
     *
     * @param message what the job says of itself, {@code CODE : text}; only its code, and names of
     *     fields in it, are shown
     */
    static Fail failedJob(@Nullable String message) {
        String[] halves = said(message).split(" ?: ?", 2);
        String code = shown(halves[0]);
        KnownError known = KnownError.of(400, code, said(message), false);
        return new Fail(
                known.category(),
                code.isEmpty() ? "job_failed" : code,
                known.hint() + names(said(message)));
    }

    private static String said(@Nullable String message) {
        return message == null ? "" : message;
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

    /** The names out of the messages whose shape we know; nothing else of them. */
    private static String names(String message) {
        Matcher column = NO_COLUMN.matcher(message);
        if (column.find()) {
            return ": " + column.group(2) + "." + column.group(1);
        }
        Matcher header = NO_HEADER.matcher(message);
        if (header.find()) {
            return ": " + header.group(1);
        }
        Matcher object = NO_OBJECT.matcher(message);
        return object.find() ? ": " + object.group(1) : "";
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
