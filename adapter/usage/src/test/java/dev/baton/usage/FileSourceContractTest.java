package dev.baton.usage;

import dev.baton.testkit.Capability;
import dev.baton.testkit.SourceContract;
import dev.baton.testkit.SourceWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest extends SourceContract {
    @TempDir Path folder;

    @Override
    public SourceWorld newWorld(int pageSize) {
        try {
            return new FileWorld(Files.createTempDirectory(folder, "world"), pageSize);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file has no wire, no token and no limit; a row that is gone from it says nothing. */
    @Override
    public boolean has(Capability capability) {
        return !EnumSet.of(
                        Capability.REMOTE,
                        Capability.TOKENS,
                        Capability.THROTTLING,
                        Capability.TOMBSTONES,
                        Capability.REPEATED_ROWS,
                        Capability.LATE_ROWS,
                        Capability.READS_BY_ID)
                .contains(capability);
    }
}
