package dev.baton.sandbox.salesforce.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.baton.sandbox.DataException;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whatever an export holds, it is served or refused with file, line and what to do. An input is the
 * object's name on the first line, then its file.
 */
class ExportFuzzTest {

    @FuzzTest
    void anExportIsServedOrRefusedWithItsPlace(byte[] input) throws IOException {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String object = end > 0 ? text.substring(0, end) : "Account";
        if (!object.matches("[A-Za-z_]{1,40}")) {
            return;
        }
        Path dir = Files.createTempDirectory("fuzz");
        Path folder = Files.createDirectory(dir.resolve("salesforce"));
        Path file = folder.resolve(object + ".csv");
        try {
            Files.write(file, text.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1));
            List<Row> rows = new ExportReader(StandardSchema.load()).read(List.of(dir));
            assertThat(rows).allSatisfy(row -> assertThat(row.id()).hasSize(18));
        } catch (DataException refused) {
            assertThat(refused.getMessage()).startsWith(file + ":").matches("(?s).*:\\d+: .+");
        } finally {
            Files.delete(file);
            Files.delete(folder);
            Files.delete(dir);
        }
    }
}
