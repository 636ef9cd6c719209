package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HttpAnswer;
import dev.baton.http.Verdict;
import dev.baton.http.Verdict.Fail;
import dev.baton.http.Verdict.Fine;
import dev.baton.http.Verdict.RenewToken;
import dev.baton.http.Verdict.TryAgain;
import dev.baton.port.AdapterException.Category;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceErrorsTest {
    private static final String JSON = "application/json;charset=UTF-8";
    private static final String HTML = "text/html;charset=iso-8859-1";

    /** Line of the table, status, content, code, message, what comes of it, category, hint. */
    private static final String CASES =
            """
            PAGE_NOT_DATA          | 200 | html |                          | Log in to continue                           | STOP  | UNAVAILABLE    | proxy
            SESSION_NOT_FOR_API    | 401 | json | INVALID_SESSION_ID       | This session is not valid for use with the REST API | STOP | CREDENTIALS | scope 'api'
            APP_TIED_TO_AGENT      | 401 | json | INVALID_SESSION_ID       | Connected app is not attached to Agent       | STOP  | CREDENTIALS    | client app of its own
            SESSION_ENDED          | 401 | json | INVALID_SESSION_ID       | Session expired or invalid                   | RENEW | CREDENTIALS    | session ended
            SESSION_ENDED          | 400 | json | InvalidSessionId         | Invalid session id                           | RENEW | CREDENTIALS    | session ended
            SESSION_ENDED          | 403 | json | INVALID_SESSION_ID       | Session expired or invalid                   | RENEW | CREDENTIALS    | session ended
            SESSION_REFUSED        | 401 | json | INVALID_AUTH_HEADER      | INVALID_HEADER_TYPE                          | STOP  | CREDENTIALS    | refused our sign-in
            SESSION_REFUSED        | 401 | html |                          | who are you                                  | STOP  | CREDENTIALS    | refused our sign-in
            TOO_MANY_AT_ONCE       | 403 | json | REQUEST_LIMIT_EXCEEDED   | ConcurrentRequests (Concurrent API Requests) Limit exceeded. | AGAIN | THROTTLED | at once
            TOO_MANY_AT_ONCE       | 403 | json | REQUEST_LIMIT_EXCEEDED   | ConcurrentPerOrgLongTxn Limit exceeded.      | AGAIN | THROTTLED      | at once
            DAY_USED_UP            | 403 | json | REQUEST_LIMIT_EXCEEDED   | TotalRequests Limit exceeded.                | STOP  | THROTTLED      | 24 hours
            DAY_USED_UP            | 503 | json | REQUEST_LIMIT_EXCEEDED   | TotalRequests Limit exceeded.                | STOP  | THROTTLED      | 24 hours
            TOO_MANY_REQUESTS      | 429 | json | TOO_MANY                 | slow down                                    | AGAIN | THROTTLED      | too many calls
            API_OFF                | 403 | json | API_DISABLED_FOR_ORG     | The REST API is not enabled                  | STOP  | PERMISSION     | edition
            API_OFF_FOR_USER       | 403 | json | API_CURRENTLY_DISABLED   | API is disabled for this User                | STOP  | PERMISSION     | API Enabled
            RIGHT_MISSING          | 403 | json | INSUFFICIENT_ACCESS      | insufficient access                          | STOP  | PERMISSION     | permission set
            RIGHT_MISSING          | 403 | json | FORBIDDEN                | canary                                       | STOP  | PERMISSION     | permission set
            NOT_ALLOWED            | 403 | json | SOMETHING_NEW            | canary                                       | STOP  | PERMISSION     | may not
            EDGE_BUSY              | 406 | json |                          |                                              | AGAIN | UNAVAILABLE    | later
            EDGE_BUSY              | 420 | html |                          | We are setting things up                     | AGAIN | UNAVAILABLE    | later
            FAILED_INSIDE          | 500 | json | UNKNOWN_EXCEPTION        | An unexpected error occurred                 | AGAIN | UNAVAILABLE    | later
            FAILED_INSIDE          | 502 | html |                          | Bad Gateway                                  | AGAIN | UNAVAILABLE    | later
            FAILED_INSIDE          | 503 | html |                          | Service Unavailable                          | AGAIN | UNAVAILABLE    | later
            FAILED_INSIDE          | 504 | html |                          | Gateway Timeout                              | AGAIN | UNAVAILABLE    | later
            FAILED_INSIDE          | 408 | html |                          | Request Timeout                              | AGAIN | UNAVAILABLE    | later
            BUSY                   | 400 | json | SERVER_UNAVAILABLE       | The server is busy                           | AGAIN | UNAVAILABLE    | later
            LOCKED                 | 400 | json | UNABLE_TO_LOCK_ROW       | unable to obtain exclusive access            | AGAIN | UNAVAILABLE    | changing the record
            JOB_OF_ANOTHER_VERSION | 409 | json | VERSION_MISMATCH         | canary                                       | STOP  | EXPIRED_CURSOR | begun anew
            VERSION_RETIRED        | 410 | json | GONE                     | retired                                      | STOP  | BAD_REQUEST    | upgrade Baton
            VERSION_UNSUPPORTED    | 400 | json | UNSUPPORTED_API_VERSION  | Invalid Api version                          | STOP  | BAD_REQUEST    | upgrade Baton
            TOO_LONG               | 414 | html |                          | URI Too Long                                 | STOP  | BAD_REQUEST    | fewer fields
            TOO_LONG               | 431 | html |                          | Request Header Fields Too Large              | STOP  | BAD_REQUEST    | fewer fields
            QUERY_WRONG            | 400 | json | MALFORMED_QUERY          | unexpected token                             | STOP  | BAD_REQUEST    | query
            FIELD_GONE             | 400 | json | INVALID_FIELD            | No such column                               | STOP  | BAD_REQUEST    | field
            OBJECT_GONE            | 400 | json | INVALID_TYPE             | sObject type                                 | STOP  | BAD_REQUEST    | object
            NO_SUCH_FILTER         | 400 | json | INVALID_QUERY_FILTER_OPERATOR | invalid operator                        | STOP  | BAD_REQUEST    | filtered
            FORMULAS_TOO_LONG      | 400 | json | QUERY_TOO_COMPLICATED    | canary                                       | STOP  | BAD_REQUEST    | formula
            QUERY_TOO_SLOW         | 400 | json | QUERY_TIMEOUT            | Your query request was running for too long. | STOP  | UNAVAILABLE    | index
            TOO_MANY_TO_LOOK_AT    | 400 | json | OPERATION_TOO_LARGE      | exceeded 100000 distinct who/what's          | STOP  | PERMISSION     | View All
            PLACE_FORGOTTEN        | 400 | json | INVALID_QUERY_LOCATOR    | locator                                      | STOP  | EXPIRED_CURSOR | anew
            WINDOW_OUT_OF_RANGE    | 400 | json | INVALID_REPLICATION_DATE | start                                        | STOP  | BAD_REQUEST    | range
            TOO_MANY_IDS           | 400 | json | EXCEEDED_ID_LIMIT        | too many                                     | STOP  | BAD_REQUEST    | records at once
            NOT_FOUND              | 404 | json | NOT_FOUND                | The requested resource does not exist        | STOP  | BAD_REQUEST    | no such resource
            NOT_IN_BULK            | 400 | json | INVALIDENTITY            | Entity 'X' is not supported by the Bulk API. | STOP  | BAD_REQUEST    | Bulk API does not serve
            COMPOUND_IN_BULK       | 400 | json | API_ERROR                | Selecting compound data not supported in Bulk Query | STOP | BAD_REQUEST | map their parts
            BULK_RESTRICTION       | 400 | json | API_ERROR                | Implementation restriction: canary           | STOP  | BAD_REQUEST    | cannot run this query
            JOB_REFUSED            | 400 | json | API_ERROR                | Error encountered when deleting the job      | STOP  | BAD_REQUEST    | refused the job
            JOB_STATE              | 400 | json | INVALIDJOBSTATE          | Aborting already Completed Job not allowed   | STOP  | BAD_REQUEST    | state
            BATCH_WRONG            | 400 | json | InvalidBatch             | Field name not found                         | STOP  | BAD_REQUEST    | columns
            JOB_QUOTA              | 400 | json | LIMIT_EXCEEDED           | Maximum number of jobs                       | STOP  | THROTTLED      | limit
            JOB_FAILED_INSIDE      | 400 | json | InternalServerError      | canary                                       | STOP  | UNAVAILABLE    | inside Salesforce
            REFUSED                | 400 | json | SOMETHING_NEW            | nobody knows                                 | STOP  | BAD_REQUEST    | refused
            UNKNOWN                | 501 | json | SOMETHING_NEW            | canary                                       | STOP  | UNAVAILABLE    | refused
            UNKNOWN                | 302 | html |                          | Moved                                        | STOP  | UNAVAILABLE    | refused
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void eachLineOfTheTableIsJudgedAsItSays(
            KnownError line,
            int status,
            String content,
            @Nullable String code,
            @Nullable String said,
            KnownError.Action action,
            Category category,
            String hint) {
        HttpAnswer answer =
                content.equals("html")
                        ? answer(status, HTML, "<html><h1>" + said + "</h1></html>")
                        : error(status, text(code), text(said));
        assertThat(KnownError.of(status, text(code), text(said), content.equals("html")))
                .isEqualTo(line);
        Verdict verdict = reads(answer);
        assertThat(action(verdict)).isEqualTo(action);
        assertThat(hint(verdict)).contains(hint);
        if (!text(said).isEmpty()) {
            assertThat(hint(verdict)).doesNotContain(text(said));
        }
        assertThat(category(verdict)).isEqualTo(category);
        String told = status == 200 ? "html_answer" : code == null ? "http_" + status : code;
        assertThat(code(verdict)).isEqualTo(told);
    }

    @Test
    void eachLineOfTheTableHasACase() {
        assertThat(CASES.lines().map(line -> line.split(" ", 2)[0]))
                .containsAll(Stream.of(KnownError.values()).map(Enum::name).toList());
    }

    private static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }

    private static KnownError.Action action(Verdict verdict) {
        return switch (verdict) {
            case Fail fail -> KnownError.Action.STOP;
            case TryAgain again -> KnownError.Action.AGAIN;
            case RenewToken renew -> KnownError.Action.RENEW;
            case Fine fine -> throw new AssertionError("taken for an answer");
        };
    }

    private static Category category(Verdict verdict) {
        return switch (verdict) {
            case Fail fail -> fail.category();
            case TryAgain again -> again.category();
            case RenewToken renew -> Category.CREDENTIALS;
            case Fine fine -> throw new AssertionError("taken for an answer");
        };
    }

    private static String code(Verdict verdict) {
        return switch (verdict) {
            case Fail fail -> fail.code();
            case TryAgain again -> again.code();
            case RenewToken renew -> renew.code();
            case Fine fine -> throw new AssertionError("taken for an answer");
        };
    }

    private static String hint(Verdict verdict) {
        return switch (verdict) {
            case Fail fail -> fail.hint();
            case TryAgain again -> again.hint();
            case RenewToken renew -> renew.hint();
            case Fine fine -> throw new AssertionError("taken for an answer");
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    InvalidBatch : Field name not found : Baton_Scor__c                | BAD_REQUEST | InvalidBatch        | Baton_Scor__c
                    ClientInputError : LineEnding is invalid on user data. canary      | BAD_REQUEST | ClientInputError    | columns
                    ExceededQuota : ApiBulkV2QueryJobs Limit exceeded. canary          | THROTTLED   | ExceededQuota       | limit
                    InternalServerError : Unexpected exception canary                  | UNAVAILABLE | InternalServerError | later
                    INVALID_FIELD: No such column 'Wrong__c' on entity 'Account'.      | BAD_REQUEST | INVALID_FIELD       | Account.Wrong__c
                    canary jane@acme.example                                           | BAD_REQUEST | job_failed          | refused
                    """)
    void aJobThatFailedIsToldByItsCode(
            String message, Category category, String code, String hint) {
        Fail fail = SalesforceErrors.failedJob(message);
        assertThat(fail.category()).isEqualTo(category);
        assertThat(fail.code()).isEqualTo(code);
        assertThat(fail.hint()).contains(hint).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_SESSION_ID, RENEW, CREDENTIALS",
        "REQUEST_LIMIT_EXCEEDED, STOP, THROTTLED",
        "SERVER_UNAVAILABLE, AGAIN, UNAVAILABLE",
        "UNKNOWN_EXCEPTION, AGAIN, UNAVAILABLE",
        "UNABLE_TO_LOCK_ROW, AGAIN, UNAVAILABLE",
        "INVALID_FIELD, STOP, BAD_REQUEST",
        "INSUFFICIENT_ACCESS, STOP, PERMISSION",
        "SOMETHING_NEW, STOP, BAD_REQUEST"
    })
    void aFaultIsToldByItsCodeForEveryFaultHasTheSameStatus(
            String code, KnownError.Action action, Category category) {
        Verdict verdict = SalesforceErrors.fault(code, "canary");
        assertThat(action(verdict)).isEqualTo(action);
        assertThat(category(verdict)).isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource({
        "406, TryAgain",
        "420, TryAgain",
        "500, TryAgain",
        "502, TryAgain",
        "503, TryAgain",
        "504, TryAgain",
        "414, Fail",
        "431, Fail",
        "302, Fail",
        "200, Fail"
    })
    void pagesOfTheEdgeAreJudgedByTheirStatus(int status, String verdict) {
        String page = "<html><h1>Bad Message 414</h1><pre>reason: URI Too Long</pre></html>";
        assertThat(reads(answer(status, HTML, page)).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void aSoapFaultIsHandedOnToItsReader() {
        assertThat(reads(answer(500, "text/xml", "<soapenv:Envelope/>"))).isEqualTo(new Fine());
        assertThat(writes(answer(500, "text/xml", "<soapenv:Envelope/>"))).isEqualTo(new Fine());
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "501", "200"})
    void aPageInPlaceOfAnAnswerToAWriteLeavesItsOutcomeOpen(int status) {
        assertThat(writes(answer(status, HTML, "<html/>")))
                .isInstanceOfSatisfying(
                        Fail.class,
                        f -> assertThat(f.category()).isEqualTo(Category.OUTCOME_UNKNOWN));
    }

    @Test
    void aLimitHitByAWriteIsStillWorthAnotherTry() {
        assertThat(writes(error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests Limit")))
                .isInstanceOf(TryAgain.class);
    }

    @Test
    void namesOfFieldsAreToldButNotTheQuery() {
        String message =
                "\\nSELECT Wrong__c FROM Account WHERE Name='Jane'\\n       ^\\nERROR at"
                        + " Row:1:Column:8\\nNo such column 'Wrong__c' on entity 'Account'. If you";
        assertThat(reads(error(400, "INVALID_FIELD", message)))
                .isInstanceOfSatisfying(
                        Fail.class,
                        fail ->
                                assertThat(fail.hint())
                                        .contains("Account.Wrong__c")
                                        .doesNotContain("Jane", "SELECT"));
    }

    @Test
    void aCodeThatIsNoneIsNotRepeated() {
        assertThat(reads(error(400, "jane@acme.example", "x")))
                .isInstanceOfSatisfying(
                        Fail.class, fail -> assertThat(fail.code()).isEqualTo("http_400"));
    }

    private static final String SIGN_INS =
            """
            invalid_client_id | client identifier invalid             | CREDENTIALS | consumer key
            invalid_client    | invalid client credentials            | CREDENTIALS | secret
            invalid_client_credentials | client secret invalid        | CREDENTIALS | secret
            invalid_grant     | no client credentials user enabled    | CREDENTIALS | run-as user
            invalid_request   | no client credentials user enabled    | CREDENTIALS | run-as user
            invalid_grant     | user hasn't approved this consumer    | CREDENTIALS | approve
            invalid_grant     | expired authorization code            | CREDENTIALS | ran out
            invalid_grant     | audience is invalid                   | CREDENTIALS | My Domain
            invalid_grant     | invalid assertion                     | CREDENTIALS | certificate
            invalid_request   | request not supported on this domain  | CREDENTIALS | My Domain
            unsupported_grant_type | grant type not supported         | CREDENTIALS | client credentials flow
            unauthorized_client | not allowed                         | CREDENTIALS | switch it on
            inactive_user     | user is inactive                      | CREDENTIALS | inactive
            inactive_org      | organization is inactive              | CREDENTIALS | suspended
            invalid_scope     | the requested scope is invalid        | CREDENTIALS | scope 'api'
            invalid_app_access | user is not admin approved           | CREDENTIALS | permission set
            app_not_found     | External client app is not installed  | CREDENTIALS | install
            invalid_grant     | login rate exceeded                   | THROTTLED   | sign-ins
            something_new     | nobody knows                          | CREDENTIALS | refused
            """;

    @Test
    void eachLineOfTheSignInsTableHasACase() {
        assertThat(SIGN_INS.lines().map(line -> line.split(" ", 2)[0]))
                .containsAll(SignInErrors.codes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = SIGN_INS)
    void eachRefusedSignInSaysWhatToDo(String error, String said, Category category, String hint) {
        String body = "{\"error\":\"" + error + "\",\"error_description\":\"" + said + "\"}";
        assertThat(reads(answer(400, JSON, body)))
                .isInstanceOfSatisfying(
                        Fail.class,
                        fail -> {
                            assertThat(fail.category()).isEqualTo(category);
                            assertThat(fail.code()).isEqualTo(error);
                            assertThat(fail.hint()).contains(hint);
                        });
    }

    @Test
    void aSignInThatIsDownForAMomentIsTriedAgain() {
        String body = "{\"error\":\"unknown_error\",\"error_description\":\"retry your request\"}";
        assertThat(reads(answer(400, JSON, body))).isInstanceOf(TryAgain.class);
    }

    /** What time alone may mend, and what it will not. */
    private static final String ROWS =
            """
            UNABLE_TO_LOCK_ROW                         | true
            SERVER_UNAVAILABLE                         | true
            REQUEST_LIMIT_EXCEEDED                     | true
            QUERY_TIMEOUT                              | true
            UNKNOWN_EXCEPTION                          | true
            ALL_OR_NONE_OPERATION_ROLLED_BACK          | true
            INSUFFICIENT_ACCESS_OR_READONLY            | false
            INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY | false
            FIELD_CUSTOM_VALIDATION_EXCEPTION          | false
            CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY       | false
            CANNOT_EXECUTE_FLOW_TRIGGER                | false
            INVALID_FIELD_FOR_INSERT_UPDATE            | false
            INVALID_FIELD                              | false
            INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST    | false
            INACTIVE_OWNER_OR_USER                     | false
            STRING_TOO_LONG                            | false
            NUMBER_OUTSIDE_VALID_RANGE                 | false
            INVALID_TYPE_ON_FIELD_IN_RECORD            | false
            REQUIRED_FIELD_MISSING                     | false
            INVALID_CROSS_REFERENCE_KEY                | false
            ENTITY_IS_DELETED                          | false
            MALFORMED_ID                               | false
            INVALID_ID_FIELD                           | false
            ENTITY_IS_LOCKED                           | false
            DUPLICATE_VALUE                            | false
            DUPLICATES_DETECTED                        | false
            FIELD_INTEGRITY_EXCEPTION                  | false
            FIELD_FILTER_VALIDATION_EXCEPTION          | false
            STORAGE_LIMIT_EXCEEDED                     | false
            SOMETHING_NEW                              | false
            """;

    @Test
    void eachRowCodeHasACase() {
        assertThat(ROWS.lines().map(line -> line.split(" ", 2)[0])).containsAll(RowErrors.codes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = ROWS)
    void eachRowCodeSaysWhetherTimeMendsIt(String code, boolean retryable) {
        assertThat(RowErrors.of(code).retryable()).isEqualTo(retryable);
        assertThat(RowErrors.of(code).hint()).hasSizeGreaterThan(15);
    }

    private static Verdict reads(HttpAnswer answer) {
        return SalesforceErrors.forReads().judge(answer);
    }

    private static Verdict writes(HttpAnswer answer) {
        return SalesforceErrors.forWrites().judge(answer);
    }

    private static HttpAnswer error(int status, String code, String message) {
        String body = "[{\"message\":\"" + message + "\",\"errorCode\":\"" + code + "\"}]";
        return answer(status, JSON, body);
    }

    private static HttpAnswer answer(int status, String type, String body) {
        return new HttpAnswer(
                status,
                Map.of("content-type", type),
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
