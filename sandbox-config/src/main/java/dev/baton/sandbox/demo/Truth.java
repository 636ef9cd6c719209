package dev.baton.sandbox.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who leaves within the 26 weeks after a day, which none of Baton's commands can know. */
record Truth(Map<String, Boolean> leaves) {

    /**
     * Reads {@code outcomes.csv}.
     *
     * @param day ISO-8601
     */
    static Truth read(Path file, String day) throws IOException {
        var leaves = new LinkedHashMap<String, Boolean>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                if (row.getField("as_of").equals(day)) {
                    leaves.put(
                            row.getField("account_external_id"),
                            Boolean.valueOf(row.getField("churned")));
                }
            }
        }
        return new Truth(leaves);
    }

    /** Those who have a score and whose fate is known. */
    List<Accuracy.Case> cases(List<Scored> accounts) {
        var cases = new ArrayList<Accuracy.Case>();
        for (Scored account : accounts) {
            Double score = account.score();
            Boolean left = leaves.get(account.key());
            if (score != null && left != null) {
                cases.add(new Accuracy.Case(score, left));
            }
        }
        return cases;
    }

    /** How many whose fate is known have no score. */
    long unscored(List<Scored> accounts) {
        return accounts.stream()
                .filter(account -> account.score() == null && leaves.containsKey(account.key()))
                .count();
    }
}
