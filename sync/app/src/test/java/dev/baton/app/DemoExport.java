package dev.baton.app;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of an org's export, read as they are: to count again what Baton tells. */
record DemoExport(Path data) {
    List<NamedCsvRecord> rows(String object) throws IOException {
        var rows = new ArrayList<NamedCsvRecord>();
        Path file = data.resolve("salesforce").resolve(object + ".csv");
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            csv.forEach(rows::add);
        }
        return rows;
    }
}
