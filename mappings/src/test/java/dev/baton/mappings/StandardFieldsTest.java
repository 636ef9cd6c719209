package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What mappings/README.md says that each record type has itself. */
class StandardFieldsTest {
    @ParameterizedTest
    @EnumSource(RecordType.class)
    void theReadmeNamesThemAll(RecordType type) throws IOException {
        String begin = "| `" + type.word() + "` | ";
        List<String> rows =
                Files.readAllLines(Path.of("README.md")).stream()
                        .dropWhile(line -> !line.startsWith("| record type | has itself"))
                        .filter(line -> line.startsWith(begin))
                        .limit(1)
                        .toList();
        assertThat(rows).hasSize(1);
        String cells = rows.getFirst().substring(begin.length()).replaceAll("[`|]", "");
        assertThat(Arrays.asList(cells.strip().split(" ", -1)))
                .containsExactlyInAnyOrderElementsOf(
                        type.standardFields().stream().map(FieldSpec::name).toList());
    }
}
