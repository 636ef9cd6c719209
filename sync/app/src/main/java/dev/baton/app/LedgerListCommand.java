package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.StateStore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists lines of the ledger, oldest first. */
@Command(name = "list", description = "Lists what was meant to be written, and what became of it.")
final class LedgerListCommand extends BatonCommand {
    @Option(
            names = "--after",
            paramLabel = "SEQ",
            defaultValue = "0",
            description = "Only lines after this number (default: ${DEFAULT-VALUE}).")
    long after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    int limit;

    LedgerListCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        if (after < 0 || limit < 1) {
            throw new Stop(Exit.USAGE, "--after takes a line's number, --limit a number from 1 on");
        }
        try (StateStore store = Memory.existing(config())) {
            List<LedgerEntry> entries = store.ledger(after, limit);
            if (!output.json(new LedgerJson(entries.stream().map(LineJson::of).toList()))) {
                output.line(table(entries));
            }
            return Exit.DONE;
        }
    }

    private static String table(List<LedgerEntry> entries) {
        var table =
                new Table("line", "at", "run", "object", "record", "event", "field", "old → new");
        entries.forEach(
                each ->
                        table.row(
                                List.of(
                                        Long.toString(each.seq()),
                                        each.at().toString(),
                                        each.run(),
                                        each.object(),
                                        each.record(),
                                        each.event(),
                                        Objects.requireNonNullElse(each.field(), ""),
                                        change(each))));
        return table.toString();
    }

    /** Empty on lines that tell an outcome. */
    private static String change(LedgerEntry entry) {
        return entry.field() == null
                ? ""
                : PlanText.clipped(String.valueOf(entry.before()))
                        + " → "
                        + PlanText.clipped(String.valueOf(entry.after()));
    }

    /** As {@code ledger list --json} prints it. */
    record LedgerJson(List<LineJson> entries) {}

    /** Values as JSON; null on lines that tell an outcome. */
    record LineJson(
            long seq,
            String at,
            String run,
            String connection,
            String object,
            String record,
            @Nullable String field,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after,
            String event,
            String mappings,
            String model,
            String evidence) {
        static LineJson of(LedgerEntry entry) {
            return new LineJson(
                    entry.seq(),
                    entry.at().toString(),
                    entry.run(),
                    entry.connection(),
                    entry.object(),
                    entry.record(),
                    entry.field(),
                    entry.before(),
                    entry.after(),
                    entry.event(),
                    entry.mappings(),
                    entry.model(),
                    entry.evidence());
        }
    }
}
