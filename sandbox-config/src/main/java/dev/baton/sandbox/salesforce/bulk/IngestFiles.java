package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The three files that an ingest job leaves, each with the columns that were uploaded. */
final class IngestFiles implements AutoCloseable {
    private ResultFile successful = new ResultFile("");
    private ResultFile failed = new ResultFile("");
    private ResultFile unprocessed = new ResultFile("");

    /** Begins all three; to be called before any row is added. */
    void header(CsvText text, List<String> columns) {
        close();
        successful = new ResultFile(text.row(with(columns, "sf__Id", "sf__Created")));
        failed = new ResultFile(text.row(with(columns, "sf__Id", "sf__Error")));
        unprocessed = new ResultFile(columns.isEmpty() ? "" : text.row(columns));
    }

    private static List<String> with(List<String> cells, String first, String second) {
        List<String> all = new ArrayList<>(cells.size() + 2);
        all.add(first);
        all.add(second);
        all.addAll(cells);
        return all;
    }

    void successful(RowResult.Saved saved, List<String> cells, CsvText text) {
        successful.add(text.row(with(cells, saved.id(), String.valueOf(saved.created()))));
    }

    void failed(RowResult.Failed refused, List<String> cells, CsvText text) {
        String id = refused.id();
        failed.add(text.row(with(cells, id == null ? "" : id, errors(refused))));
    }

    private static String errors(RowResult.Failed refused) {
        return refused.errors().stream().map(RowError::line).collect(Collectors.joining("\n"));
    }

    void unprocessed(String row) {
        unprocessed.add(row);
    }

    /** To be called once after the last row. */
    void complete() {
        successful.complete();
        failed.complete();
        unprocessed.complete();
    }

    /** The file of the path's last segment, null if there is none of the name. */
    @Nullable ResultFile named(String segment) {
        return switch (segment.toLowerCase(Locale.ROOT)) {
            case "successfulresults" -> successful;
            case "failedresults" -> failed;
            case "unprocessedrecords" -> unprocessed;
            default -> null;
        };
    }

    @Override
    public void close() {
        successful.close();
        failed.close();
        unprocessed.close();
    }
}
