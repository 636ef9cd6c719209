package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HttpAnswer;
import dev.baton.http.Verdict;
import dev.baton.http.Verdict.Fail;
import dev.baton.http.Verdict.Fine;
import dev.baton.http.Verdict.RenewToken;
import dev.baton.http.Verdict.TryAgain;
import dev.baton.port.AdapterException.Category;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZendeskErrorsTest {
    private static final Instant DATE = Instant.parse("2026-03-29T01:30:00Z");
    private static final String CANARY = "jane@customer.example";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # status | body | what follows | code
                    200 | {}                                                           | Fine | -
                    400 | {"error":"BadRequest","description":"Invalid cursor"}        | EXPIRED_CURSOR | BadRequest
                    400 | {"errors":[{"code":"InvalidPaginationParameter","title":"x"}]} | EXPIRED_CURSOR | InvalidPaginationParameter
                    400 | {"error":{"title":"TooManyValues","message":"x"}}            | BAD_REQUEST | TooManyValues
                    401 | {"error":"Couldn't authenticate you"}                        | RenewToken | http_401
                    401 | {"error":"invalid_token","error_description":"x"}            | RenewToken | invalid_token
                    403 | {"error":"Forbidden","description":"missing scope"}          | PERMISSION | Forbidden
                    403 | <html>no</html>                                              | PERMISSION | http_403
                    404 | <html>No help desk here</html>                               | BAD_REQUEST | unknown_account
                    404 | {"error":"RecordNotFound","description":"Not found"}         | BAD_REQUEST | RecordNotFound
                    408 |                                                              | Again UNAVAILABLE | http_408
                    410 | {}                                                           | BAD_REQUEST | http_410
                    422 | {"error":"StartTimeTooRecent","description":"x"}             | Fine | -
                    422 | {"error":"RecordInvalid","details":{"name":[]}}              | BAD_REQUEST | RecordInvalid
                    429 | Number of allowed API requests per minute exceeded           | Again THROTTLED | http_429
                    429 | {"error":"APIRateLimitExceeded","description":"x"}           | Again THROTTLED | APIRateLimitExceeded
                    500 | {}                                                           | Again UNAVAILABLE | http_500
                    502 | <html>bad gateway</html>                                     | Again UNAVAILABLE | http_502
                    503 |                                                              | Again UNAVAILABLE | http_503
                    504 |                                                              | Again UNAVAILABLE | http_504
                    525 | <html>cloudflare</html>                                      | Again UNAVAILABLE | http_525
                    204 |                                                              | UNAVAILABLE | http_204
                    304 |                                                              | UNAVAILABLE | http_304
                    """)
    void eachErrorHasItsVerdict(int status, String body, String follows, String code) {
        Verdict verdict = ZendeskErrors.API.judge(answer(status, body == null ? "" : body));
        assertThat(brief(verdict)).isEqualTo(follows);
        assertThat(code(verdict)).isEqualTo(code);
    }

    private static String brief(Verdict verdict) {
        return switch (verdict) {
            case Fine() -> "Fine";
            case RenewToken renew -> "RenewToken";
            case TryAgain again -> "Again " + again.category();
            case Fail fail -> fail.category().name();
        };
    }

    private static String code(Verdict verdict) {
        return switch (verdict) {
            case Fine() -> "-";
            case RenewToken renew -> renew.code();
            case TryAgain again -> again.code();
            case Fail fail -> fail.code();
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 422})
    void whoeverIsRefusedAtTheDoorHasWrongCredentials(int status) {
        var refused = answer(status, "{\"error\":\"invalid_client\"}");
        assertThat(ZendeskErrors.SIGN_IN.judge(refused))
                .isInstanceOfSatisfying(
                        Fail.class,
                        fail -> {
                            assertThat(fail.category()).isEqualTo(Category.CREDENTIALS);
                            assertThat(fail.code()).isEqualTo("invalid_client");
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 504})
    void whatOverwhelmsTheServerIsNotRepeatedButHalved(int status) {
        assertThat(ZendeskErrors.LARGE_PAGE.judge(answer(status, ""))).isInstanceOf(Fail.class);
        assertThat(ZendeskErrors.API.judge(answer(status, ""))).isInstanceOf(TryAgain.class);
    }

    @Test
    void theServersWordOnWhenIsKept() {
        var told = FakeAnswers.with(answer(429, ""), "retry-after", "93");
        assertThat(after(told)).isEqualTo(Duration.ofSeconds(93));
        assertThat(after(answer(429, ""))).isEqualTo(Duration.ofSeconds(15));
    }

    private static Duration after(HttpAnswer answer) {
        var again = (TryAgain) ZendeskErrors.API.judge(answer);
        return java.util.Objects.requireNonNull(again.after());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"" + CANARY + "\"}",
                "{\"error\":{\"title\":\"" + CANARY + "\",\"message\":\"" + CANARY + "\"}}",
                "{\"errors\":[{\"code\":\"" + CANARY + "\"}]}",
                "{\"error\":[\"" + CANARY + "\"],\"errors\":\"" + CANARY + "\"}",
                "<html>" + CANARY
            })
    void noTextOfTheAnswerGetsIntoAVerdict(String body) {
        for (int status = 400; status < 600; status++) {
            assertThat(ZendeskErrors.API.judge(answer(status, body)).toString())
                    .doesNotContain(CANARY);
        }
    }

    private static HttpAnswer answer(int status, String body) {
        return FakeAnswers.text(status, DATE, "application/json", body);
    }
}
