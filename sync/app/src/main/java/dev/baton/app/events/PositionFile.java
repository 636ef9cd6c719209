package dev.baton.app.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.app.daemon.WholeFile;
import dev.baton.engine.store.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far change events have been heard and dealt with, in a small file beside the state and not in
 * it: it belongs to who listens. Without it listening begins at the present.
 */
public record PositionFile(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Positions by connection and stream; none where there is no file, or none that can be read.
     */
    SortedMap<StreamKey, String> read() {
        var positions = new TreeMap<StreamKey, String>();
        if (!Files.exists(file)) {
            return positions;
        }
        try {
            JsonNode connections = JSON.readTree(Files.readString(file));
            for (var connection : connections.properties()) {
                for (var stream : connection.getValue().properties()) {
                    positions.put(
                            new StreamKey(connection.getKey(), stream.getKey()),
                            stream.getValue().asText());
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read; listening begins at the present", file.getFileName(), e);
            positions.clear();
        }
        return positions;
    }

    /** Keeps these, and no others. */
    void keep(SortedMap<StreamKey, String> positions) {
        ObjectNode all = JSON.createObjectNode();
        positions.forEach(
                (stream, position) ->
                        all.withObjectProperty(stream.connection()).put(stream.stream(), position));
        try {
            new WholeFile(file).write(JSON.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            LOG.warn("{} cannot be written; events may be heard twice", file.getFileName(), e);
        }
    }
}
