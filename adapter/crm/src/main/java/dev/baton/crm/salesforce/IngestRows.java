package dev.baton.crm.salesforce;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.baton.crm.salesforce.BulkApi.Outcome;
import dev.baton.http.Piecemeal;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.WriteResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the result lists of an ingest job, read while it comes. Their order says nothing: a row is
 * told by its key. An error reads {@code CODE:message:FIELD FIELD --}, over several lines at times;
 * its message may quote the record, so only the code and the names of fields are passed on.
 */
final class IngestRows implements Piecemeal.Reader {
    private static final Pattern CODE = Pattern.compile("\\A([A-Z][A-Z0-9_]{0,79}):");
    private static final Pattern FIELDS =
            Pattern.compile(
                    ":([A-Za-z][A-Za-z0-9_]*(?:[,\\s]+[A-Za-z][A-Za-z0-9_]*)*)\\s*--\\s*\\z");

    private final Outcome outcome;
    private final String key;
    private final String reason;
    private final Told told;
    private boolean readable = true;

    /**
     * Reads one list.
     *
     * @param key the column that names a record
     * @param reason why the job ended early, empty when it did not
     * @param told gets what the list tells
     */
    IngestRows(Outcome outcome, String key, String reason, Told told) {
        this.outcome = outcome;
        this.key = key;
        this.reason = reason;
        this.told = told;
    }

    /**
     * To be asked after it was read.
     *
     * @throws AdapterException OUTCOME_UNKNOWN when the list could not be read
     */
    void requireReadable() throws AdapterException {
        if (!readable) {
            throw new AdapterException(
                    Category.OUTCOME_UNKNOWN,
                    "result_unreadable",
                    "a job's results cannot be read; its records are read back first",
                    null);
        }
    }

    @Override
    public void read(InputStream csv) throws IOException {
        try {
            readable = tell(CsvRows.records(csv));
        } catch (CsvParseException e) {
            readable = false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean tell(Iterator<CsvRecord> records) {
        if (!records.hasNext()) {
            return true;
        }
        List<String> header = records.next().getFields();
        int name = column(header, key);
        int error = outcome == Outcome.FAILED ? column(header, "sf__Error") : name;
        if (name < 0 || error < 0) {
            return false;
        }
        while (records.hasNext()) {
            CsvRecord row = records.next();
            told.tell(row.getField(name), ours -> result(ours, row.getField(error)));
        }
        return true;
    }

    private WriteResult result(String name, String error) {
        return switch (outcome) {
            case SUCCESSFUL -> new WriteResult.Accepted(name);
            case FAILED -> refused(name, error);
            case UNPROCESSED -> unprocessed(name, reason);
        };
    }

    private static WriteResult refused(String name, String error) {
        Matcher found = CODE.matcher(error);
        String code = found.find() ? found.group(1) : "unknown_code";
        RowErrors.Meaning meaning = RowErrors.of(code);
        Matcher named = FIELDS.matcher(error);
        List<String> fields =
                named.find() ? List.of(named.group(1).split("[,\\s]+", -1)) : List.<String>of();
        return new WriteResult.Refused(name, code, meaning.hint(), fields, meaning.retryable());
    }

    /** A job that was wrong as a whole would be so again; one that was called off would not. */
    private static WriteResult unprocessed(String name, String reason) {
        boolean wrong = reason.equals("InvalidBatch");
        return new WriteResult.Refused(
                name,
                reason.isEmpty() ? "unprocessed" : reason,
                wrong
                        ? "Salesforce refused the whole job; a field is gone or hidden from our user"
                        : "the job ended before it came to this record; it is tried again",
                List.of(),
                !wrong);
    }

    private static int column(List<String> header, String name) {
        for (int at = 0; at < header.size(); at++) {
            if (header.get(at).equalsIgnoreCase(name)) {
                return at;
            }
        }
        return -1;
    }
}
