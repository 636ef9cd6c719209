package dev.baton.sandbox.demo.company;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An org export: the folder that a sandbox serves, still in memory. */
public record Export(List<File> files) {
    public Export {
        files = List.copyOf(files);
    }

    /**
     * One file of it.
     *
     * @param path relative to the export's folder, with slashes
     * @param text UTF-8 when written
     */
    public record File(String path, String text) {}

    /** Writes all files below a folder, which is made if it is not there. */
    public void write(Path folder) throws IOException {
        for (File file : files) {
            Path target = folder.resolve(file.path());
            Files.createDirectories(target.resolveSibling("."));
            Files.writeString(target, file.text(), StandardCharsets.UTF_8);
        }
    }
}
