package dev.baton.sandbox.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the demo leaves on disk. A folder that it did not make is never touched, and of its own only
 * what it made is ever removed.
 *
 * @param root as the user named it
 */
record DemoFolder(Path root) {
    private static final String MARK = ".baton-demo";
    private static final String MARKED =
            "Made by `baton demo`, which may empty this folder; my-mappings stays.\n";

    Path data() {
        return root.resolve("data");
    }

    Path config() {
        return root.resolve("baton.yaml");
    }

    Path log() {
        return root.resolve("sandbox.log");
    }

    /** Which process serves. */
    Path pid() {
        return root.resolve("sandbox.pid");
    }

    /** A mapping folder to play with. */
    Path playground() {
        return root.resolve("my-mappings");
    }

    boolean isOurs() {
        return Files.exists(root.resolve(MARK));
    }

    /**
     * Makes it ours.
     *
     * @throws DemoException when something lies there that the demo did not make
     */
    void claim() throws DemoException, IOException {
        if (!isOurs() && !isFree()) {
            throw new DemoException(
                    2, root + " exists and was not made by the demo; choose another --dir");
        }
        Files.createDirectories(root);
        Files.writeString(root.resolve(MARK), MARKED);
    }

    private boolean isFree() throws IOException {
        if (!Files.exists(root)) {
            return true;
        }
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Removes what an earlier run made, the playground aside. */
    void clear() throws IOException {
        List<String> made =
                List.of(
                        "data",
                        "baton.yaml",
                        "baton.yaml.secrets",
                        "baton.yaml.key",
                        "baton.yaml.state",
                        "sandbox.log");
        for (String name : made) {
            remove(root.resolve(name));
        }
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                            throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Copies the mapping into the playground, unless one is there. */
    void copyPlayground(Path mappings) throws IOException {
        if (Files.exists(playground())) {
            return;
        }
        try (Stream<Path> entries = Files.walk(mappings)) {
            for (Path entry : entries.sorted().toList()) {
                Path target = playground().resolve(mappings.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target);
                }
            }
        }
    }
}
