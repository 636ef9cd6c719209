package dev.baton.usage;

import java.nio.file.Path;
import java.util.List;

/**
 * CSV files with the same columns that are read as one stream.
 *
 * @param files in the order they are read; of a record that stands in several the last counts. None
 *     at all is an empty stream
 */
public record FileStream(List<Path> files, Columns columns) {
    public FileStream {
        files = List.copyOf(files);
    }
}
