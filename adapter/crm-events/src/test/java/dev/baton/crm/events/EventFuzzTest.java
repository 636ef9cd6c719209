package dev.baton.crm.events;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;

/**
 * Whatever bytes come in place of an event or its schema: they are read, or refused as malformed.
 * The first byte chooses which.
 */
class EventFuzzTest {
    @FuzzTest
    void anEventIsReadOrRefused(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        try {
            if (input[0] % 2 == 0) {
                ChangeEvent event = EventSchema.parse(Events.SCHEMA).read(rest);
                Assertions.assertNotNull(event.type());
            } else {
                EventSchema schema = EventSchema.parse(new String(rest, StandardCharsets.UTF_8));
                Assertions.assertNotNull(schema.read(Events.changed()));
            }
        } catch (MalformedEvent refused) {
            // As it should be.
        }
    }
}
