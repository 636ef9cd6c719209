package dev.baton.app;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.baton.backtest.Target;
import dev.baton.port.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of accounts, read from a file or from renewals.
 *
 * @param all in the order of their source, one an account and day
 * @param ofCustomers whether those of accounts that were no customers on their day are left aside,
 *     for nobody said that they were any
 */
record BacktestOutcomes(List<Outcome> all, boolean ofCustomers) {
    private static List<String> columns(Target target) {
        return List.of(
                "account_external_id", "as_of", target == Target.LEAVING ? "churned" : "expanded");
    }

    /** More problems than a person mends at once. */
    private static final int MOST_PROBLEMS = 50;

    private static final long LARGEST_FILE = 256L << 20;

    BacktestOutcomes {
        all = List.copyOf(all);
    }

    /** Each of an account that somebody says was a customer. */
    BacktestOutcomes(List<Outcome> all) {
        this(all, false);
    }

    /**
     * An account's fate.
     *
     * @param account its external id, letter case aside, or the CRM's id
     * @param asOf the day at whose end it was still a customer, UTC
     */
    record Outcome(String account, LocalDate asOf, boolean left) {}

    SortedSet<LocalDate> days() {
        var days = new TreeSet<LocalDate>();
        all.forEach(outcome -> days.add(outcome.asOf()));
        return days;
    }

    /** Only those of some days; all when none are given. */
    BacktestOutcomes of(Set<LocalDate> days) {
        return days.isEmpty()
                ? this
                : new BacktestOutcomes(
                        all.stream().filter(outcome -> days.contains(outcome.asOf())).toList(),
                        ofCustomers);
    }

    /** Reads a file, or stops with every mistake in it. */
    static BacktestOutcomes read(Path file, Target target) {
        List<String> columns = columns(target);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new Stop(
                        Exit.USAGE, file + ": more than 256 MiB — is this the file of outcomes?");
            }
            try (CsvReader<CsvRecord> csv =
                    CsvReader.builder()
                            .skipEmptyLines(true)
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .allowUnclosedQuote(false)
                            .detectBomHeader(true)
                            .ofCsvRecord(file)) {
                return new Reading(file, columns).read(csv);
            }
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE,
                    file + " cannot be read — name a CSV file with " + String.join(", ", columns));
        } catch (CsvParseException e) {
            throw new Stop(
                    Exit.USAGE,
                    file + ": a quote is not closed, or text follows one — write RFC 4180");
        }
    }

    /** One file, its mistakes collected. */
    private static final class Reading {
        private final Path file;
        private final List<String> columns;
        private final List<Finding> problems = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();
        private final Map<String, Long> lineByKey = new HashMap<>();

        Reading(Path file, List<String> columns) {
            this.file = file;
            this.columns = columns;
        }

        BacktestOutcomes read(CsvReader<CsvRecord> csv) {
            List<String> header = null;
            for (CsvRecord row : csv) {
                if (header == null) {
                    header = header(row);
                } else {
                    row(row, header);
                }
                if (problems.size() >= MOST_PROBLEMS) {
                    break;
                }
            }
            if (header == null || (outcomes.isEmpty() && problems.isEmpty())) {
                problems.add(
                        Finding.error(
                                file + ":1:1",
                                "no outcomes",
                                "write a header with "
                                        + String.join(",", columns)
                                        + ", and a row for each account and day"));
            }
            if (!problems.isEmpty()) {
                throw Stop.of(problems);
            }
            return new BacktestOutcomes(outcomes);
        }

        private List<String> header(CsvRecord row) {
            List<String> names = row.getFields();
            for (String column : columns) {
                long there = names.stream().filter(column::equals).count();
                if (there != 1) {
                    problems.add(
                            Finding.error(
                                    file + ":" + row.getStartingLineNumber() + ":1",
                                    there == 0
                                            ? "the column " + column + " is missing"
                                            : "the column "
                                                    + column
                                                    + " is there "
                                                    + there
                                                    + " times",
                                    "write the header " + String.join(",", columns)));
                }
            }
            if (!problems.isEmpty()) {
                throw Stop.of(problems);
            }
            return names;
        }

        private void row(CsvRecord row, List<String> header) {
            int account = header.indexOf(columns.get(0));
            int asOf = header.indexOf(columns.get(1));
            int happened = header.indexOf(columns.get(2));
            if (row.getFieldCount() != header.size()) {
                error(
                        row,
                        0,
                        row.getFieldCount() + " cells under " + header.size() + " columns",
                        "give each column one cell; a cell with a comma stands in quotes");
                return;
            }
            String who = row.getField(account).strip();
            LocalDate day = day(row, asOf);
            Boolean left = left(row, happened);
            if (who.isEmpty()) {
                error(row, account, "no account", "write the account's external id");
            } else if (day != null && left != null) {
                add(row, account, new Outcome(who, day, left));
            }
        }

        private void add(CsvRecord row, int column, Outcome outcome) {
            String key = outcome.account().toLowerCase(Locale.ROOT) + " " + outcome.asOf();
            Long before = lineByKey.putIfAbsent(key, row.getStartingLineNumber());
            if (before == null) {
                outcomes.add(outcome);
            } else {
                error(
                        row,
                        column,
                        "the same account and day as line " + before,
                        "keep the row that is true");
            }
        }

        private @Nullable LocalDate day(CsvRecord row, int column) {
            try {
                return LocalDate.parse(row.getField(column).strip());
            } catch (DateTimeParseException e) {
                error(row, column, "as_of is no day", "write one like 2017-09-30");
                return null;
            }
        }

        private @Nullable Boolean left(CsvRecord row, int column) {
            return switch (row.getField(column).strip().toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> {
                    error(
                            row,
                            column,
                            columns.getLast() + " is neither true nor false",
                            "write true or false");
                    yield null;
                }
            };
        }

        /** The column is that of the text, from 1, as an editor counts in a row without quotes. */
        private void error(CsvRecord row, int column, String what, String fix) {
            int at = 1;
            for (int i = 0; i < column; i++) {
                at += row.getField(i).length() + 1;
            }
            problems.add(
                    Finding.error(file + ":" + row.getStartingLineNumber() + ":" + at, what, fix));
        }
    }
}
