package dev.baton.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** A small text beside the database; has reached the disk, whole, when a method returns. */
final class SideFile {
    private final Path file;

    SideFile(Path database, String suffix) {
        this.file = database.resolveSibling(database.getFileName() + suffix);
    }

    Path path() {
        return file;
    }

    Optional<String> read() throws IOException {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** In ASCII. */
    void write(String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        OwnerOnly.file(next);
        try (FileChannel channel =
                FileChannel.open(
                        next, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    void delete() throws IOException {
        if (Files.deleteIfExists(file)) {
            forceFolder();
        }
    }

    /** Where a folder can be opened: elsewhere the file system orders its changes by itself. */
    private void forceFolder() throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
