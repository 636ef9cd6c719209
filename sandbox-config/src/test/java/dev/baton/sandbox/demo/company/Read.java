package dev.baton.sandbox.demo.company;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** An invented company, read back as a stranger would read its files. */
final class Read {
    static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

    private final Map<String, String> files = new TreeMap<>();

    Read(Export export) {
        export.files().forEach(file -> files.put(file.path(), file.text()));
    }

    static Export invent(long seed, int customers) {
        return Company.invent(new SplittableRandom(seed), AS_OF, customers);
    }

    String text(String path) {
        String text = files.get(path);
        if (text == null) {
            throw new IllegalArgumentException("no file " + path + " among " + files.keySet());
        }
        return text;
    }

    List<NamedCsvRecord> rows(String object) {
        return table("salesforce/" + object + ".csv");
    }

    List<NamedCsvRecord> table(String path) {
        return CsvReader.builder().ofNamedCsvRecord(text(path)).stream().toList();
    }

    List<JsonNode> lines(String name) throws JsonProcessingException {
        var lines = new ArrayList<JsonNode>();
        for (String line : text("zendesk/" + name + ".jsonl").lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    Map<String, NamedCsvRecord> byId(String object) {
        var byId = new TreeMap<String, NamedCsvRecord>();
        rows(object).forEach(row -> byId.put(row.getField("Id"), row));
        return byId;
    }

    static Instant moment(NamedCsvRecord row, String field) {
        return MOMENT.parse(row.getField(field), Instant::from);
    }
}
