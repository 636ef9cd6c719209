package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final Origin ACME = Origin.of(Fixtures.ORIGIN);

    /** Addresses a hostile answer may name to lead us, our token or our records astray. */
    static Stream<String> tricks() {
        var tricks = new ArrayList<>(WRITTEN);
        // Each character that some parser takes for the end of a host, or skips, on either side.
        for (char odd :
                " \t\r\n\0\u000b\f\u001f\u007f\u0085\u00a0\u00ad\u200b\u2028\u3000\ufeff%\\@;,^`'\"<>{}|*!$&()+=~_"
                        .toCharArray()) {
            tricks.add("https://acme.example.com" + odd + ".evil.test/");
            tricks.add("https://acme.example.com" + odd + "@evil.test/");
            tricks.add("https://evil.test" + odd + "acme.example.com/");
            tricks.add(odd + "https://acme.example.com/");
        }
        return tricks.stream().distinct();
    }

    private static final List<String> WRITTEN =
            List.of(
                    "",
                    "/relative",
                    "//acme.example.com/",
                    "acme.example.com/",
                    "https:acme.example.com/",
                    "https:/acme.example.com/",
                    "https:///acme.example.com/",
                    "https:\\\\acme.example.com/",
                    "https://",
                    "http://acme.example.com/",
                    "ftp://acme.example.com/",
                    "file:///etc/passwd",
                    "javascript://acme.example.com/%0aalert(1)",
                    "jar:https://acme.example.com/!/x",
                    "url:https://acme.example.com/",
                    "https://evil.test/",
                    "https://evil.test/https://acme.example.com/",
                    "https://evil.test/?https://acme.example.com/",
                    "https://evil.test#https://acme.example.com/",
                    "https://evil.test?acme.example.com/",
                    "https://acme.example.com.evil.test/",
                    "https://evil-acme.example.com/",
                    "https://xacme.example.com/",
                    "https://acme.example.comx/",
                    "https://acme-example.com/",
                    "https://example.com/",
                    "https://sub.acme.example.com/",
                    "https://acme.example.com@evil.test/",
                    "https://acme.example.com:443@evil.test/",
                    "https://user:pw@acme.example.com/",
                    "https://user@acme.example.com/",
                    "https://@acme.example.com/",
                    "https://:@acme.example.com/",
                    "https://evil.test@acme.example.com/",
                    "https://evil.test:80@acme.example.com/",
                    "https://evil.test\\@acme.example.com/",
                    "https://evil.test\\.acme.example.com/",
                    "https://acme.example.com\\@evil.test/",
                    "https://acme.example.com\\.evil.test/",
                    "https://acme.example.com%40evil.test/",
                    "https://acme.example.com%2f@evil.test/",
                    "https://acme.example.com%00.evil.test/",
                    "https://acme.example.com%2eevil.test/",
                    "https://acme%2eexample%2ecom/",
                    "https://%61cme.example.com/",
                    "https://acme.example.com./",
                    "https://acme.example.com../",
                    "https://.acme.example.com/",
                    "https://acme..example.com/",
                    "https://acme.example.com:80/",
                    "https://acme.example.com:8443/",
                    "https://acme.example.com:0/",
                    "https://acme.example.com:/",
                    "https://acme.example.com:65536/",
                    "https://acme.example.com:99999/",
                    "https://acme.example.com:0443/",
                    "https://acme.example.com:443443/",
                    "https://acme.example.com:+443/",
                    "https://acme.example.com:-443/",
                    "https://acme.example.com:443:443/",
                    "https://acme.example.com:4x3/",
                    "https://acme.example.com#",
                    "https://acme.example.com/#@evil.test/",
                    "https://acme.example.com#@evil.test/",
                    "https://acme.example.com;evil.test/",
                    "https://acme.example.com&@evil.test#/",
                    "https://[acme.example.com]/",
                    "https://acme.example.com[::1]/",
                    "https://[::1]/",
                    "https://[::ffff:127.0.0.1]/",
                    "https://127.0.0.1/",
                    "https://127.1/",
                    "https://2130706433/",
                    "https://0x7f000001/",
                    "https://0177.0.0.1/",
                    "https://169.254.169.254/latest/meta-data/",
                    "https://localhost/",
                    "https://０.0.0.0/",
                    "https://\uff41cme.example.com/",
                    "https://acme\u3002example\u3002com/",
                    "https://acme\uff0eexample.com/",
                    "https://acm\u0435.example.com/",
                    "https://xn--acm-hma.example.com/",
                    "https://acme.example.com/\r\nHost: evil.test",
                    "https://acme.example.com/a b",
                    "https://acme.example.com/\ta",
                    "https://acme.example.com/a\\..\\b",
                    "https://acme.example.com/../b",
                    "https://acme.example.com/a/../b",
                    "https://acme.example.com/a/..",
                    "https://acme.example.com/a/./b",
                    "https://acme.example.com/a/%2e%2e/b",
                    "https://acme.example.com/a/%2E./b",
                    "https://acme.example.com/a/.%2e?x",
                    "https://acme.example.com/\u00e9",
                    "ｈttps://acme.example.com/",
                    "httpſ://acme.example.com/");

    @Test
    void thereAreTwoHundredTricks() {
        assertThat(tricks()).hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void aTrickIsNotAdmittedAndNotRepeated(String trick) {
        assertThatThrownBy(() -> ACME.admit(trick))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        refused -> {
                            assertThat(refused.category())
                                    .isEqualTo(AdapterException.Category.BAD_REQUEST);
                            assertThat(refused).hasMessageNotContaining("evil");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example.com",
                "https://acme.example.com/",
                "https://acme.example.com?q=1",
                "https://acme.example.com/a.b/..c/d../...?u=https://evil.test/../x",
                "https://acme.example.com/services/data/v65.0/query/?q=SELECT+Id+FROM+Account",
                "https://acme.example.com/api/v2/x.json?cursor=MTU3NjYxMzUz%3D%3D&b[]=2",
                "https://acme.example.com:443/x",
                "HTTPS://ACME.Example.Com/x"
            })
    void whatLiesOnTheOriginIsAdmitted(String url) throws AdapterException {
        assertThat(ACME.admit(url).host()).isEqualTo("acme.example.com");
        assertThat(ACME.admit(url).isHttps()).isTrue();
    }

    @Test
    void loopbackAddressesAreComparedAsTheyAreWritten() throws AdapterException {
        Origin six = Origin.of("http://[::1]:8080");
        assertThat(six.admit("http://[::1]:8080/x").port()).isEqualTo(8080);
        for (String other :
                List.of(
                        "http://[0:0:0:0:0:0:0:1]:8080/",
                        "http://[::0001]:8080/",
                        "http://[::1%25lo]:8080/",
                        "http://localhost:8080/",
                        "http://[::1]:8081/",
                        "http://[::1]/")) {
            assertThatThrownBy(() -> six.admit(other))
                    .as(other)
                    .isInstanceOf(AdapterException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://Acme.Example.com:443, https://acme.example.com",
        "https://acme.example.com:8443, https://acme.example.com:8443",
        "http://localhost:80, http://localhost",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://[::1]:9, http://[::1]:9"
    })
    void anOriginIsKeptInOneForm(String written, String kept) {
        assertThat(Origin.of(written).text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme.example.com",
                "https://",
                "https://acme.example.com/",
                "https://acme.example.com/path",
                "https://user@acme.example.com",
                "https://acme.example.com:99999",
                "http://acme.example.com",
                "http://10.0.0.1",
                "http://127.0.0.1.evil.test",
                "http://localhost.evil.test",
                "http://localhost.",
                "http://2130706433",
                "http://127.1",
                "http://0.0.0.0",
                "http://[::]",
                "http://[::ffff:10.0.0.1]",
                "ftp://localhost"
            })
    void anOddOriginIsRefusedAtTheStart(String written) {
        assertThatThrownBy(() -> Origin.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("origin");
    }
}
