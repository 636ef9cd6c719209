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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceErrorsTest {
    private static final String JSON = "application/json;charset=UTF-8";
    private static final String HTML = "text/html;charset=iso-8859-1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | MALFORMED_QUERY          | unexpected token                             | BAD_REQUEST
                    400 | INVALID_FIELD            | No such column                               | BAD_REQUEST
                    400 | INVALID_TYPE             | sObject type                                 | BAD_REQUEST
                    400 | QUERY_TOO_COMPLICATED    | canary                                       | BAD_REQUEST
                    400 | INVALID_REPLICATION_DATE | start                                        | BAD_REQUEST
                    400 | INVALID_QUERY_LOCATOR    | locator                                      | EXPIRED_CURSOR
                    400 | QUERY_TIMEOUT            | Your query request was running for too long. | UNAVAILABLE
                    400 | SOMETHING_NEW            | nobody knows                                 | BAD_REQUEST
                    401 | INVALID_AUTH_HEADER      | INVALID_HEADER_TYPE                          | CREDENTIALS
                    401 | INVALID_SESSION_ID       | This session is not valid for use with the REST API | CREDENTIALS
                    401 | INVALID_SESSION_ID       | Connected app is not attached to Agent       | CREDENTIALS
                    403 | REQUEST_LIMIT_EXCEEDED   | TotalRequests Limit exceeded.                | THROTTLED
                    403 | API_DISABLED_FOR_ORG     | The REST API is not enabled                  | PERMISSION
                    403 | API_CURRENTLY_DISABLED   | API is disabled for this User                | PERMISSION
                    403 | INSUFFICIENT_ACCESS      | insufficient access                          | PERMISSION
                    403 | FORBIDDEN                | canary                                       | PERMISSION
                    403 | SOMETHING_NEW            | canary                                       | PERMISSION
                    404 | NOT_FOUND                | The requested resource does not exist        | BAD_REQUEST
                    410 | GONE                     | retired                                      | BAD_REQUEST
                    501 | SOMETHING_NEW            | canary                                       | UNAVAILABLE
                    """)
    void failuresThatNoRepetitionMends(int status, String code, String said, Category category) {
        assertThat(reads(error(status, code, said)))
                .isInstanceOfSatisfying(
                        Fail.class,
                        fail -> {
                            assertThat(fail.category()).isEqualTo(category);
                            assertThat(fail.code()).isEqualTo(code);
                            assertThat(fail.hint()).isNotBlank().doesNotContain(said);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    403 | REQUEST_LIMIT_EXCEEDED | ConcurrentRequests (Concurrent API Requests) Limit exceeded. | THROTTLED
                    403 | REQUEST_LIMIT_EXCEEDED | ConcurrentPerOrgLongTxn Limit exceeded.                      | THROTTLED
                    429 | TOO_MANY               | slow down                                                    | THROTTLED
                    400 | UNABLE_TO_LOCK_ROW     | unable to obtain exclusive access                            | UNAVAILABLE
                    500 | UNKNOWN_EXCEPTION      | An unexpected error occurred                                 | UNAVAILABLE
                    503 | SERVER_UNAVAILABLE     | Service Unavailable                                          | UNAVAILABLE
                    """)
    void failuresThatTimeMends(int status, String code, String said, Category category) {
        assertThat(reads(error(status, code, said)))
                .isInstanceOfSatisfying(
                        TryAgain.class,
                        again -> {
                            assertThat(again.category()).isEqualTo(category);
                            assertThat(again.code()).isEqualTo(code);
                        });
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
    void anExpiredSessionIsRenewed() {
        assertThat(reads(error(401, "INVALID_SESSION_ID", "Session expired or invalid")))
                .isInstanceOf(RenewToken.class);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    invalid_client_id | client identifier invalid             | CREDENTIALS | consumer key
                    invalid_client    | invalid client credentials            | CREDENTIALS | secret
                    invalid_grant     | no client credentials user enabled    | CREDENTIALS | run-as user
                    invalid_request   | no client credentials user enabled    | CREDENTIALS | run-as user
                    invalid_grant     | user hasn't approved this consumer    | CREDENTIALS | approve
                    invalid_request   | request not supported on this domain  | CREDENTIALS | My Domain
                    unsupported_grant_type | grant type not supported         | CREDENTIALS | client credentials flow
                    inactive_user     | user is inactive                      | CREDENTIALS | inactive
                    invalid_grant     | login rate exceeded                   | THROTTLED   | sign-ins
                    something_new     | nobody knows                          | CREDENTIALS | refused
                    """)
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

    @ParameterizedTest
    @CsvSource({
        "UNABLE_TO_LOCK_ROW, true",
        "SERVER_UNAVAILABLE, true",
        "QUERY_TIMEOUT, true",
        "UNKNOWN_EXCEPTION, true",
        "INSUFFICIENT_ACCESS_OR_READONLY, false",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION, false",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, false",
        "INVALID_FIELD_FOR_INSERT_UPDATE, false",
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, false",
        "STRING_TOO_LONG, false",
        "NUMBER_OUTSIDE_VALID_RANGE, false",
        "REQUIRED_FIELD_MISSING, false",
        "INVALID_CROSS_REFERENCE_KEY, false",
        "ENTITY_IS_DELETED, false",
        "MALFORMED_ID, false",
        "DUPLICATE_VALUE, false",
        "DUPLICATES_DETECTED, false",
        "ENTITY_IS_LOCKED, false",
        "INACTIVE_OWNER_OR_USER, false",
        "SOMETHING_NEW, false"
    })
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
