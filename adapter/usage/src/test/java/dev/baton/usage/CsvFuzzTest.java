package dev.baton.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whatever bytes a file holds, each of its rows is a record or reported with its place, and who
 * begins again behind any row reads on with the next.
 */
class CsvFuzzTest {
    private static final Instant CHANGED = Instant.parse("2026-03-01T00:00:00Z");

    @FuzzTest
    void rowsAreReadOrReportedAndTheSameFromAnywhere(byte[] input) throws IOException {
        Path file = Files.createTempFile("fuzz", ".csv");
        try {
            Files.write(file, input);
            List<Row> whole = rows(file, input.length, 0);
            for (Row row : whole) {
                isTold(row, file);
            }
            for (int from : List.of(1, whole.size() / 2, whole.size())) {
                if (from < whole.size()) {
                    assertThat(rows(file, input.length, from))
                            .isEqualTo(whole.subList(from, whole.size()));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static List<Row> rows(Path file, long bytes, int from) throws IOException {
        try (CsvFile csv = CsvFile.open(file, bytes)) {
            RowReader reader = reader(csv);
            var rows = new ArrayList<Row>();
            if (reader == null) {
                return rows;
            }
            csv.skip(from);
            for (Row row = csv.read(reader); row != null; row = csv.read(reader)) {
                rows.add(row);
            }
            return rows;
        }
    }

    /** Null where a source would refuse the header. */
    private static @Nullable RowReader reader(CsvFile csv) {
        if (csv.header().isEmpty()) {
            return null;
        }
        String key = csv.header().getFirst();
        var columns = new Columns(List.of(key), null, csv.header().getLast());
        return csv.lacking(columns.with(List.of(key))).isEmpty()
                ? new RowReader(csv.header(), columns, List.of(key), CHANGED)
                : null;
    }

    private static void isTold(Row row, Path file) {
        switch (row) {
            case Row.Good good -> assertThat(good.record().id()).isNotEmpty();
            case Row.Bad bad -> {
                assertThat(bad.why().record()).startsWith(file + ":");
                assertThat(bad.why().reason()).isNotBlank();
            }
        }
    }
}
