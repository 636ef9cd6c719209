package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shipped example, whole and bent. */
final class Example {
    static final Path MODULE = Path.of(System.getProperty("baton.home", ".."), "mappings");
    static final Path FOLDER = MODULE.resolve("examples/helpdesk");

    private Example() {}

    static SortedMap<String, String> files() {
        var files = new TreeMap<String, String>();
        for (String path :
                List.of(
                        "connections.yaml",
                        "outputs.yaml",
                        "model.yaml",
                        "sources/account.yaml",
                        "sources/organization.yaml",
                        "sources/satisfaction.yaml",
                        "sources/ticket.yaml")) {
            files.put(path, text(FOLDER.resolve(path)));
        }
        return files;
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Mappings mappings() {
        return good(files());
    }

    static Mappings good(SortedMap<String, String> files) {
        Mappings.Loaded loaded = Mappings.parse(files);
        assertThat(loaded).isInstanceOf(Mappings.Loaded.Good.class);
        return ((Mappings.Loaded.Good) loaded).mappings();
    }

    static SourceMapping source(String name) {
        return mappings().sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
