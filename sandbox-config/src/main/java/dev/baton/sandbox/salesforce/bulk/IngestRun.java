package dev.baton.sandbox.salesforce.bulk;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.write.RowResult;
import dev.baton.sandbox.salesforce.write.Writer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * The work of one ingest job: rows go in batches of 10,000, and in those 200 at a time, through the
 * same checks as any other write. The vendor's batches run side by side, so the order of results
 * says nothing: here they are shuffled within a batch, the same way in every run.
 */
final class IngestRun {
    private static final int BATCH = 10_000;

    private final RowWriter writer;
    private final Iterator<CsvRecord> records;
    private final CsvText text;
    private final IngestFiles files;
    private final Random order;
    private int processed;
    private int failed;

    private IngestRun(
            RowWriter writer,
            Iterator<CsvRecord> records,
            CsvText text,
            IngestFiles files,
            long seed) {
        this.writer = writer;
        this.records = records;
        this.text = text;
        this.files = files;
        this.order = new Random(seed);
    }

    /**
     * Reads the data's header.
     *
     * @param seed of the order of results
     * @throws BadDataException when the data cannot be used at all; the files then hold what could
     *     be read as unprocessed
     */
    static IngestRun begin(
            Org org,
            Writer writer,
            Target target,
            Spool data,
            CsvDialect dialect,
            IngestFiles files,
            long seed)
            throws BadDataException {
        CsvText text = new CsvText(dialect);
        Iterator<CsvRecord> records;
        try {
            CsvCheck.check(data.read(), dialect);
            records = records(data.read(), dialect);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> names = records.hasNext() ? records.next().getFields() : List.of();
        files.header(text, names);
        try {
            // An upload without a single character is a job with nothing to do.
            RowWriter rows = RowWriter.of(org, writer, target, names);
            return new IngestRun(rows, records, text, files, seed);
        } catch (BadDataException e) {
            records.forEachRemaining(row -> files.unprocessed(text.row(row.getFields())));
            throw e;
        }
    }

    private static Iterator<CsvRecord> records(InputStream data, CsvDialect dialect) {
        return CsvReader.builder()
                .fieldSeparator(dialect.delimiter().character())
                .skipEmptyLines(true)
                .detectBomHeader(true)
                .ofCsvRecord(data, StandardCharsets.UTF_8)
                .iterator();
    }

    int processed() {
        return processed;
    }

    int failed() {
        return failed;
    }

    int batches() {
        return (processed + BATCH - 1) / BATCH;
    }

    boolean done() {
        return !records.hasNext();
    }

    /** Processes at most so many further rows. */
    void advance(int most) {
        int left = most;
        while (left > 0 && records.hasNext()) {
            left -= batch(Math.min(left, BATCH));
        }
    }

    private int batch(int most) {
        List<Outcome> outcomes = new ArrayList<>();
        while (outcomes.size() < most && records.hasNext()) {
            outcomes.addAll(chunk(Math.min(RowWriter.CHUNK, most - outcomes.size())));
        }
        Collections.shuffle(outcomes, order);
        for (Outcome outcome : outcomes) {
            processed++;
            switch (outcome.result()) {
                case RowResult.Saved saved -> files.successful(saved, outcome.cells(), text);
                case RowResult.Failed refused -> {
                    failed++;
                    files.failed(refused, outcome.cells(), text);
                }
            }
        }
        return outcomes.size();
    }

    private record Outcome(List<String> cells, RowResult result) {}

    private List<Outcome> chunk(int most) {
        List<List<String>> rows = new ArrayList<>();
        while (rows.size() < most && records.hasNext()) {
            rows.add(records.next().getFields());
        }
        List<RowResult> results = writer.write(rows);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            outcomes.add(new Outcome(rows.get(i), results.get(i)));
        }
        return outcomes;
    }

    /** What is left stays as it was uploaded. */
    void stop() {
        records.forEachRemaining(row -> files.unprocessed(text.row(row.getFields())));
    }
}
