package dev.baton.crm.salesforce;

import dev.baton.port.AdapterException.Category;
import java.util.Locale;
import java.util.Set;

/**
 * Every way in which Salesforce answers a request with something else than what was asked for: how
 * it is told, what comes of it, and what the operator reads. The first line that fits an answer
 * holds, so that a text is told apart before its code, and a code before its status.
 *
 * <p>Refusals of single records stand in {@link RowErrors}, those of the sign-in in {@link
 * SignInErrors}.
 */
enum KnownError {
    PAGE_NOT_DATA(
            html(2),
            Action.STOP,
            Category.UNAVAILABLE,
            "a page came, not data; look for a proxy in between or a login page"),

    SESSION_NOT_FOR_API(
            on(401).saying("not valid for use with the rest api"),
            Action.STOP,
            Category.CREDENTIALS,
            "the app's sessions are not for the API; add the scope 'api' to the app"),
    APP_TIED_TO_AGENT(
            on(401).saying("not attached to agent"),
            Action.STOP,
            Category.CREDENTIALS,
            "the app is tied to an agent; use an external client app of its own"),
    /** Each API says it with a status of its own, and the old Bulk API with a word of its own. */
    SESSION_ENDED(
            code("INVALID_SESSION_ID", "InvalidSessionId"),
            Action.RENEW,
            Category.CREDENTIALS,
            "the session ended"),
    SESSION_REFUSED(on(401), Action.STOP, Category.CREDENTIALS, "Salesforce refused our sign-in"),

    /** The same code stands for too many calls at once and for the day's allowance. */
    TOO_MANY_AT_ONCE(
            code("REQUEST_LIMIT_EXCEEDED").saying("concurrent"),
            Action.AGAIN,
            Category.THROTTLED,
            "too many calls at once in this org"),
    DAY_USED_UP(
            code("REQUEST_LIMIT_EXCEEDED"),
            Action.STOP,
            Category.THROTTLED,
            "the org's daily API calls are used up; they free over the next 24 hours"),
    TOO_MANY_REQUESTS(on(429), Action.AGAIN, Category.THROTTLED, "too many calls; try later"),

    API_OFF(
            code("API_DISABLED_FOR_ORG"),
            Action.STOP,
            Category.PERMISSION,
            "this edition has no API, or it is switched off"),
    API_OFF_FOR_USER(
            code("API_CURRENTLY_DISABLED"),
            Action.STOP,
            Category.PERMISSION,
            "the API is off for our user; give it 'API Enabled'"),
    RIGHT_MISSING(
            code("INSUFFICIENT_ACCESS", "FORBIDDEN"),
            Action.STOP,
            Category.PERMISSION,
            "our user lacks a right; assign it Baton's permission set"),
    NOT_ALLOWED(on(403), Action.STOP, Category.PERMISSION, "our user may not do this"),

    EDGE_BUSY(
            on(406, 420),
            Action.AGAIN,
            Category.UNAVAILABLE,
            "Salesforce is not answering; try later"),
    FAILED_INSIDE(
            on(408, 500, 502, 503, 504),
            Action.AGAIN,
            Category.UNAVAILABLE,
            "Salesforce is not answering; try later"),
    BUSY(
            code("SERVER_UNAVAILABLE", "UNKNOWN_EXCEPTION"),
            Action.AGAIN,
            Category.UNAVAILABLE,
            "Salesforce is not answering; try later"),
    LOCKED(
            code("UNABLE_TO_LOCK_ROW"),
            Action.AGAIN,
            Category.UNAVAILABLE,
            "somebody else is changing the record; try later"),

    /** A job of the Bulk API belongs to the version that it was made with. */
    JOB_OF_ANOTHER_VERSION(
            on(409),
            Action.STOP,
            Category.EXPIRED_CURSOR,
            "the job was made with another API version; it is begun anew"),
    VERSION_RETIRED(
            on(410),
            Action.STOP,
            Category.BAD_REQUEST,
            "the org no longer speaks this API version; upgrade Baton"),
    /** The same in the Partner API's words. */
    VERSION_UNSUPPORTED(
            code("UNSUPPORTED_API_VERSION"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the org no longer speaks this API version; upgrade Baton"),
    TOO_LONG(
            on(414, 431),
            Action.STOP,
            Category.BAD_REQUEST,
            "the request is too long; map fewer fields"),

    QUERY_WRONG(
            code("MALFORMED_QUERY"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the query was refused as wrong"),
    FIELD_GONE(
            code("INVALID_FIELD"),
            Action.STOP,
            Category.BAD_REQUEST,
            "a field is missing or hidden"),
    OBJECT_GONE(
            code("INVALID_TYPE"),
            Action.STOP,
            Category.BAD_REQUEST,
            "an object is missing or hidden"),
    NO_SUCH_FILTER(
            code("INVALID_QUERY_FILTER_OPERATOR"),
            Action.STOP,
            Category.BAD_REQUEST,
            "a field cannot be filtered that way"),
    FORMULAS_TOO_LONG(
            code("QUERY_TOO_COMPLICATED"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the mapped formula fields expand to too long a query; map fewer"),
    QUERY_TOO_SLOW(
            code("QUERY_TIMEOUT"),
            Action.STOP,
            Category.UNAVAILABLE,
            "the query ran for too long; ask for an index or a smaller page"),
    TOO_MANY_TO_LOOK_AT(
            code("OPERATION_TOO_LARGE"),
            Action.STOP,
            Category.PERMISSION,
            "sharing makes the vendor look through too many records; give our user View All"),
    PLACE_FORGOTTEN(
            code("INVALID_QUERY_LOCATOR", "INVALID_LOCATOR"),
            Action.STOP,
            Category.EXPIRED_CURSOR,
            "the query's place is no longer known; it is begun anew"),
    WINDOW_OUT_OF_RANGE(
            code("INVALID_REPLICATION_DATE"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the window asked for is out of the vendor's range"),
    TOO_MANY_IDS(
            code("EXCEEDED_ID_LIMIT"),
            Action.STOP,
            Category.BAD_REQUEST,
            "more records at once than the vendor takes"),
    NOT_FOUND(
            code("NOT_FOUND"),
            Action.STOP,
            Category.BAD_REQUEST,
            "no such resource, or no right to it"),

    NOT_IN_BULK(
            code("INVALIDENTITY"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the Bulk API does not serve this object"),
    COMPOUND_IN_BULK(
            on(400).saying("compound data not supported"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the Bulk API gives no addresses and locations as a whole; map their parts"),
    BULK_RESTRICTION(
            code("API_ERROR").saying("implementation restriction"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the Bulk API cannot run this query"),
    JOB_REFUSED(
            code("API_ERROR"), Action.STOP, Category.BAD_REQUEST, "the Bulk API refused the job"),
    JOB_STATE(
            code("INVALIDJOBSTATE"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the job is not in a state for this; it may have ended meanwhile"),
    BATCH_WRONG(
            code("InvalidBatch", "ClientInputError"),
            Action.STOP,
            Category.BAD_REQUEST,
            "the job's rows or columns were refused as wrong"),
    JOB_QUOTA(
            code("ExceededQuota", "LIMIT_EXCEEDED"),
            Action.STOP,
            Category.THROTTLED,
            "a limit of the org is used up for now"),
    JOB_FAILED_INSIDE(
            code("InternalServerError"),
            Action.STOP,
            Category.UNAVAILABLE,
            "the job failed inside Salesforce; try later"),

    REFUSED(family(4), Action.STOP, Category.BAD_REQUEST, "Salesforce refused the request"),
    /** Unknown means stop and show. */
    UNKNOWN(anything(), Action.STOP, Category.UNAVAILABLE, "Salesforce refused the request");

    /** What is done about it. */
    enum Action {
        /** Shown, not repeated. */
        STOP,
        /** Sent again a few times, with a wait. */
        AGAIN,
        /** Once, with a new token. */
        RENEW
    }

    @SuppressWarnings("ImmutableEnumChecker") // its sets never change
    private final Sign sign;

    private final Action action;
    private final Category category;
    private final String hint;

    KnownError(Sign sign, Action action, Category category, String hint) {
        this.sign = sign;
        this.action = action;
        this.category = category;
        this.hint = hint;
    }

    Action action() {
        return action;
    }

    Category category() {
        return category;
    }

    /** What the operator reads. */
    String hint() {
        return hint;
    }

    /**
     * The line that fits.
     *
     * @param status of HTTP; a fault of the Partner API counts as 400, for its server answers every
     *     fault with 500
     * @param code the vendor's, empty for none
     * @param message tells cases apart, and is not shown
     * @param html whether a page came in place of data
     */
    static KnownError of(int status, String code, String message, boolean html) {
        String said = message.toLowerCase(Locale.ROOT);
        for (KnownError each : values()) {
            if (each.sign.fits(status, code, said, html)) {
                return each;
            }
        }
        return UNKNOWN;
    }

    /**
     * How it is told; what is empty or 0 does not matter.
     *
     * @param family the first digit of the status
     * @param text in lower case
     */
    private record Sign(
            Set<Integer> statuses, int family, Set<String> codes, String text, boolean html) {

        Sign saying(String words) {
            return new Sign(statuses, family, codes, words, html);
        }

        boolean fits(int status, String code, String said, boolean page) {
            return (statuses.isEmpty() || statuses.contains(status))
                    && (family == 0 || status / 100 == family)
                    && (codes.isEmpty() || codes.contains(code))
                    && said.contains(text)
                    && (page || !html);
        }
    }

    private static Sign on(Integer... statuses) {
        return new Sign(Set.of(statuses), 0, Set.of(), "", false);
    }

    private static Sign code(String... codes) {
        return new Sign(Set.of(), 0, Set.of(codes), "", false);
    }

    private static Sign family(int family) {
        return new Sign(Set.of(), family, Set.of(), "", false);
    }

    private static Sign html(int family) {
        return new Sign(Set.of(), family, Set.of(), "", true);
    }

    private static Sign anything() {
        return new Sign(Set.of(), 0, Set.of(), "", false);
    }
}
