package dev.baton.app.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.app.daemon.Alert.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was told, in a small file beside the state and not in it: an alert must also get out, and be
 * told once, when the state is what fails.
 */
public record AlertFile(Path file) implements Alerts.Memory {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Alerts.Told told() {
        try {
            JsonNode read = JSON.readTree(Files.exists(file) ? Files.readString(file) : "{}");
            String event = text(read, "told");
            String paused = text(read, "paused_since");
            return new Alerts.Told(
                    event == null ? null : Event.valueOf(event),
                    paused == null ? null : Instant.parse(paused));
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            LOG.warn("{} cannot be read; alerts begin anew", file.getFileName(), e);
            return Alerts.Told.NOTHING;
        }
    }

    private static @Nullable String text(JsonNode read, String name) {
        return read.hasNonNull(name) ? read.get(name).asText() : null;
    }

    @Override
    public void keep(Alerts.Told told) {
        try {
            new WholeFile(file).write(json(told));
        } catch (IOException e) {
            LOG.warn("{} cannot be written; an alert may come twice", file.getFileName(), e);
        }
    }

    private static String json(Alerts.Told told) throws JsonProcessingException {
        var node = JSON.createObjectNode();
        node.put("told", told.event() == null ? null : told.event().name());
        node.put("paused_since", told.pausedSince() == null ? null : told.pausedSince().toString());
        return JSON.writeValueAsString(node) + "\n";
    }
}
