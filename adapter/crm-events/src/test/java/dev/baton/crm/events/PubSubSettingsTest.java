package dev.baton.crm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PubSubSettingsTest {
    @Test
    void onlyThisMachineIsSpokenToWithoutTls() {
        assertThat(PubSubSettings.of(PubSubSettings.GLOBAL, "Baton").isPlain()).isFalse();
        assertThat(PubSubSettings.of("127.0.0.1.evil.example:7443", "Baton").isPlain()).isFalse();
        assertThat(PubSubSettings.of("127.0.0.1:7443", "Baton").isPlain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.pubsub.salesforce.com",
                "https://a:1",
                "a:0",
                "a:65536",
                "A:1",
                "a/b:1"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> PubSubSettings.of(address, "Baton"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("events: ");
    }

    @Test
    void topicsAreCalledAfterTheObject() {
        assertThat(Topic.of("Account")).isEqualTo("/data/AccountChangeEvent");
        assertThat(Topic.of("Thing__c")).isEqualTo("/data/Thing__ChangeEvent");
        assertThatThrownBy(() -> Topic.of("a/b")).isInstanceOf(IllegalArgumentException.class);
    }
}
