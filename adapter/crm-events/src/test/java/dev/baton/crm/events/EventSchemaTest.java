package dev.baton.crm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventSchemaTest {
    @Test
    void theHeaderIsReadAndTheRestPassedOver() throws MalformedEvent {
        ChangeEvent event =
                EventSchema.parse(Events.SCHEMA)
                        .read(
                                Events.payload(
                                        "UPDATE",
                                        List.of("001A", "001B"),
                                        Events.OURS,
                                        Events.OUR_USER,
                                        List.of("0x04", "4-0x2")));

        assertThat(event)
                .isEqualTo(
                        new ChangeEvent(
                                "UPDATE",
                                List.of("001A", "001B"),
                                Events.OURS,
                                Events.OUR_USER,
                                List.of("Phone", "BillingAddress.City")));
    }

    @Test
    void aChangeIsOursByClientAndUserTogether() {
        var event = new ChangeEvent("UPDATE", List.of(), Events.OURS, Events.OUR_USER, List.of());

        assertThat(event.isBy("Baton", "005000000000009")).isTrue();
        assertThat(event.isBy("Bat", Events.OUR_USER)).isFalse();
        assertThat(event.isBy("Baton", "005000000000001AAA")).isFalse();
        assertThat(
                        new ChangeEvent("UPDATE", List.of(), "", Events.OUR_USER, List.of())
                                .isBy("Baton", Events.OUR_USER))
                .isFalse();
    }

    @Test
    void aGapOverAllRecordsIsAnOverflow() {
        assertThat(gap("GAP_UPDATE", "001A").isGap()).isTrue();
        assertThat(gap("GAP_UPDATE", "001A").isOverflow()).isFalse();
        assertThat(gap("GAP_UPDATE", "001*").isOverflow()).isTrue();
        assertThat(gap("GAP_UPDATE").isOverflow()).isTrue();
        assertThat(gap("GAP_OVERFLOW", "001A").isOverflow()).isTrue();
        assertThat(gap("DELETE").isOverflow()).isFalse();
    }

    private static ChangeEvent gap(String type, String... ids) {
        return new ChangeEvent(type, List.of(ids), "", "", List.of());
    }

    @Test
    void bytesThatAreCutOrForeignAreNoEvent() throws MalformedEvent {
        EventSchema schema = EventSchema.parse(Events.SCHEMA);
        byte[] whole = Events.changed();

        for (int length = 0; length < 40; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> schema.read(cut)).isInstanceOf(MalformedEvent.class);
        }
        // A text that claims to be two gigabytes long.
        byte[] greedy = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 'x'};
        assertThatThrownBy(() -> schema.read(greedy)).isInstanceOf(MalformedEvent.class);
    }

    @Test
    void whatIsNoSchemaOfEventsIsRefused() {
        for (String json :
                List.of(
                        "",
                        "no",
                        "\"string\"",
                        "{\"type\":\"record\",\"name\":\"X\",\"fields\":[]}")) {
            assertThatThrownBy(() -> EventSchema.parse(json)).isInstanceOf(MalformedEvent.class);
        }
    }
}
