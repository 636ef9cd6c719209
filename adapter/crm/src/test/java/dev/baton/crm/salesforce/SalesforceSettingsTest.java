package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceSettingsTest {

    private static SalesforceSettings at(String url) {
        return SalesforceSettings.of(url, "id", new Secret("canary-secret"));
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        SalesforceSettings settings = at("https://acme.my.salesforce.com");
        assertThat(settings.apiVersion()).isEqualTo("65.0");
        assertThat(settings.overlap()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.pageSize()).isEqualTo(2000);
        assertThat(settings.budgetShare()).isEqualTo(0.20);
        assertThat(settings.stopAt()).isEqualTo(0.75);
        assertThat(settings.toString()).doesNotContain("canary-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.my.salesforce.com",
                "https://acme.my.salesforce.com:8443",
                "http://127.0.0.1:8080",
                "http://localhost:1",
                "http://[::1]:9"
            })
    void originsAreTaken(String url) {
        assertThat(at(url).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme.my.salesforce.com",
                "http://acme.my.salesforce.com",
                "https://acme.my.salesforce.com/",
                "https://acme.my.salesforce.com/services",
                "https://acme.my.salesforce.com?x=1",
                "https://user@acme.my.salesforce.com",
                "https://ACME.my.salesforce.com",
                "HTTPS://acme.my.salesforce.com",
                "ftp://acme.my.salesforce.com",
                "https://a b",
                "http://127.0.0.1.evil.example"
            })
    void whatIsNoOriginIsRefused(String url) {
        assertThatThrownBy(() -> at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url:");
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        SalesforceSettings good = at("https://acme.my.salesforce.com");
        assertThatThrownBy(() -> good.withPageSize(2001)).hasMessageStartingWith("pageSize:");
        assertThatThrownBy(() -> good.withPageSize(0)).hasMessageStartingWith("pageSize:");
        assertThatThrownBy(() -> good.withOverlap(Duration.ofSeconds(59)))
                .hasMessageStartingWith("overlap:");
        assertThatThrownBy(() -> good.withBudget(0, 0.5)).hasMessageStartingWith("budgetShare:");
        assertThatThrownBy(() -> good.withBudget(0.2, 1.01)).hasMessageStartingWith("stopAt:");
        assertThatThrownBy(() -> good.withBudget(Double.NaN, 0.5))
                .hasMessageStartingWith("budgetShare:");
    }
}
