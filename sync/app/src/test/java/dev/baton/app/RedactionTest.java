package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.OutputStreamAppender;
import dev.baton.crm.salesforce.SignIn;
import dev.baton.port.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty-odd kinds of secrets at every level, in messages, arguments, exceptions and causes. */
class RedactionTest {
    /** Kept, so that it lives: a secret of no known shape. */
    private static final Secret OPAQUE = new Secret("zq7CANARYplainword");

    static final List<String> SAID =
            List.of(
                    "Authorization: Bearer 00Dxx0000001gPL!CANARY.abc_DEF123456",
                    "authorization=bearer CANARYtoken123",
                    "Authorization: Basic Q0FOQVJZOkNBTkFSWQCANARY==",
                    "Authorization: OAuth CANARYabcdef",
                    "session 00D000000000001AAA!AQcCANARYxyz.123 expired",
                    "session 00D000000000001!AQcCANARYxyz.123 expired",
                    "<sessionId>CANARY123</sessionId>",
                    "X-SFDC-Session: CANARY123",
                    "grant_type=client_credentials&client_secret=CANARY%2Fabc&scope=api",
                    "{\"client_secret\": \"CANARY-abc\"}",
                    "{\\\"access_token\\\":\\\"CANARYabc\\\"}",
                    "{\"refresh_token\":\"CANARYabc\"}",
                    "client_assertion=CANARYabc.def",
                    "assertion eyJhbGciOiJSUzI1NiJ9.eyJDQU5BUlkiOiJDQU5BUlkifQCANARY.CANARYsig",
                    "password: CANARYpass",
                    "jdbc:postgresql://user:CANARYpass@db.example:5432/x",
                    "jdbc:postgresql://db/x?user=u&password=CANARYpass",
                    "api_key='CANARYkey'",
                    "Cookie: sid=CANARYcookie",
                    "written to canary.CANARY@example.com just now",
                    "q=email%3DCANARY.person%40example.co.uk",
                    "mail of CANARYjörg@exämple.de",
                    "-----BEGIN RSA PRIVATE KEY-----\nMIICANARY\nCANARY==\n-----END RSA PRIVATE KEY-----",
                    "signing_key: CANARYsign",
                    "somewhere zq7CANARYplainword in between");

    private static final List<Level> LEVELS =
            List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR);

    static Stream<Arguments> everywhere() {
        return SAID.stream()
                .flatMap(said -> LEVELS.stream().map(level -> Arguments.of(level, said)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void noSecretLeavesInALog(Level level, String said) {
        assertThat(OPAQUE).hasToString("***");
        var cause = new IllegalStateException(said, new java.io.IOException(said));
        cause.addSuppressed(new RuntimeException(said));
        String logged = logged(level, said, cause);
        assertThat(logged)
                .contains("before", "after", "by java.lang.IllegalStateException at dev.baton.app")
                .contains("by java.io.IOException")
                .doesNotContain("CANARY");
    }

    @Test
    void ofAChainOfCausesTheFirstEightAreToldEachOnce() {
        Throwable chain = new IllegalStateException("the last");
        for (int i = 0; i < 19; i++) {
            chain = new IllegalStateException("a cause", chain);
        }
        String told = logged(Level.ERROR, "something", chain);
        assertThat(told.lines().filter(line -> line.startsWith("  by "))).hasSize(8);
    }

    private static String logged(Level level, String said, Throwable thrown) {
        var bytes = new ByteArrayOutputStream();
        var context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        var encoder = new RedactingEncoder();
        encoder.setContext(context);
        encoder.setPattern("%-5level %logger{0}: %msg%n%nopex");
        encoder.start();
        var appender = new OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(bytes);
        appender.start();
        Logger logger = context.getLogger("test");
        logger.setLevel(Level.TRACE);
        logger.addAppender(appender);
        var at = org.slf4j.event.Level.valueOf(level.toString());
        logger.atLevel(at).log("before " + said + " after");
        logger.atLevel(at).log("before {} after", said);
        logger.atLevel(at).setCause(thrown).log("before {} after", thrown);
        context.stop();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm.Account: the source no longer knows our cursor; reading the stream from its beginning",
                "3 records of Account changed since the plan was made and were not written",
                "run 000012: 5 records written, 0 failed, as of 2026-03-01T00:00:00Z",
                "GET /services/data/v65.0/query 200 in 31 ms"
            })
    void whatIsNoSecretStays(String said) {
        assertThat(Redaction.of(said)).isEqualTo(said);
    }

    @Test
    void aLineOfAMillionCharactersIsNoTrap() {
        String long1 = "a.".repeat(500_000) + "@" + "b".repeat(1000);
        String long2 = "password".repeat(100_000);
        assertThat(Redaction.of(long1)).isNotEmpty();
        assertThat(Redaction.of(long2)).isNotEmpty();
    }

    @Test
    void recordsThatHoldASecretPrintStars() {
        assertThat(
                        new Config.Connection.Salesforce(
                                                "https://acme.my.salesforce.com",
                                                "id",
                                                new SignIn.ClientCredentials(OPAQUE),
                                                null)
                                        .toString()
                                + new Config.Connection.Zendesk("u", "id", OPAQUE, null)
                                + new Config.Connection.Jdbc("jdbc:x", "u", OPAQUE)
                                + new Config.Webhook("https://hooks.example/a", OPAQUE))
                .contains("***")
                .doesNotContain("CANARY");
    }
}
