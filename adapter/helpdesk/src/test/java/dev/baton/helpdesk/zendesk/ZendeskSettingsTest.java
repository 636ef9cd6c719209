package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZendeskSettingsTest {
    private static final String URL = "https://acme.zendesk.com";
    private static final Secret SECRET = new Secret("canary-secret");

    @Test
    void theDefaultsAreTheVendorsOwnLimits() {
        var settings = ZendeskSettings.of(URL, "client", SECRET);
        assertThat(settings.exportCallsPerMinute()).isEqualTo(10);
        assertThat(settings.pageSize()).isEqualTo(1000);
        assertThat(settings.url()).isEqualTo(URL);
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(ZendeskSettings.of(URL, "client", SECRET).toString())
                .doesNotContain("canary-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.zendesk.com",
                "acme.zendesk.com",
                "https://acme.zendesk.com/agent",
                "https://user@acme.zendesk.com",
                ""
            })
    void anAddressThatIsNoOriginIsRefused(String url) {
        assertThatThrownBy(() -> ZendeskSettings.of(url, "client", SECRET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "100001, 1", "1, 0", "1, 1001"})
    void limitsOutOfRangeAreRefused(int calls, int rows) {
        assertThatThrownBy(() -> new ZendeskSettings(URL, "client", SECRET, calls, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be");
    }

    @Test
    void blankCredentialsAreRefused() {
        assertThatThrownBy(() -> ZendeskSettings.of(URL, " ", SECRET))
                .hasMessageContaining("clientId");
        assertThatThrownBy(() -> ZendeskSettings.of(URL, "client", new Secret("")))
                .hasMessageContaining("clientSecret");
    }
}
