package dev.baton.mappings;

import dev.baton.mappings.model.Catalogue;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which files a mapping folder has. */
final class Folder {
    static final String CONNECTIONS = "connections.yaml";
    static final String OUTPUTS = "outputs.yaml";
    static final String MODEL = "model.yaml";
    static final String PLAYS = "plays.yaml";

    /** A second score, written as a model is; who has none is not scored by it. */
    static final String EXPANSION = "expansion.yaml";

    /** What sales hands to customer success; without it nothing is handed over. */
    static final String HANDOFF = "handoff.yaml";

    static final String SOURCES = "sources/";

    /** What accounts are judged by; all other files say what is read and where results go. */
    static final List<String> JUDGING = List.of(MODEL, Catalogue.FILE, EXPANSION);

    static final List<String> REQUIRED = List.of(CONNECTIONS, OUTPUTS, MODEL);

    private static final int MOST_FILES = 200;
    private static final int DEEPEST = 3;

    private Folder() {}

    static boolean source(String path) {
        return path.matches("sources/[a-z][a-z0-9_]{0,39}\\.yaml");
    }

    /** The name of a source: its file's, without folder and ending. */
    static String sourceName(String path) {
        return path.substring(SOURCES.length(), path.length() - ".yaml".length());
    }

    /** Tells of files that are missing or have no meaning. */
    static void check(SortedMap<String, String> files, Problems problems) {
        var known = new ArrayList<>(REQUIRED);
        known.add(PLAYS);
        known.add(EXPANSION);
        known.add(HANDOFF);
        known.add("sources/NAME.yaml");
        for (String path : files.keySet()) {
            if (!known.contains(path) && !source(path) && !path.equals(Catalogue.FILE)) {
                problems.in(path)
                        .error(
                                Position.START,
                                "no file of a mapping has this name",
                                Nearest.fix(path, known));
            }
        }
        for (String path : REQUIRED) {
            if (!files.containsKey(path) && !misspelt(path, files)) {
                problems.in(path).error(Position.START, "the file is missing", "write it");
            }
        }
    }

    /** Told already, as a file that has no meaning. */
    private static boolean misspelt(String path, SortedMap<String, String> files) {
        return files.keySet().stream()
                .filter(other -> !REQUIRED.contains(other))
                .anyMatch(other -> Nearest.to(other, REQUIRED).equals(Optional.of(path)));
    }

    /**
     * The texts of the YAML files by their paths below the folder, with slashes. Notes ({@code
     * *.md}), {@code schema/} and whatever begins with a dot are no part of a mapping.
     */
    static SortedMap<String, String> read(Path folder, Problems problems) {
        var files = new TreeMap<String, String>();
        if (!Files.isDirectory(folder)) {
            tell(problems, "mappings", "there is no such folder", "check the path");
            return files;
        }
        try (Stream<Path> walk = Files.walk(folder, DEEPEST)) {
            List<Path> found =
                    walk.filter(path -> counts(folder.relativize(path)))
                            .filter(Files::isRegularFile)
                            .limit(MOST_FILES + 1)
                            .toList();
            if (found.size() > MOST_FILES) {
                tell(problems, "mappings", "more than " + MOST_FILES + " files", "remove some");
                return files;
            }
            for (Path path : found) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                readFile(path, name, files, problems);
            }
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            tell(problems, "mappings", "the folder cannot be read", "check its permissions");
        }
        return files;
    }

    private static boolean counts(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".") && !part.toString().isEmpty()) {
                return false;
            }
        }
        return !relative.startsWith("schema") && !relative.toString().endsWith(".md");
    }

    private static void readFile(
            Path path, String name, SortedMap<String, String> files, Problems problems) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(4 * YamlReader.MOST_CHARACTERS + 1);
            files.put(
                    name,
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            tell(problems, name, "the file is not UTF-8 text", "save it as UTF-8");
        } catch (IOException unreadable) {
            tell(problems, name, "the file cannot be read", "check its permissions");
        }
    }

    private static void tell(Problems problems, String where, String what, String fix) {
        problems.in(where).error(Position.START, what, fix);
    }
}
