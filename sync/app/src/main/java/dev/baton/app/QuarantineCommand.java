package dev.baton.app;

import dev.baton.engine.QuarantineDesk;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was set aside, why, and what a person decides about it. */
@Command(
        name = "quarantine",
        description =
                "Lists records that were set aside and why; lets them be tried again or forgotten.")
final class QuarantineCommand extends BatonCommand {
    enum Action {
        LIST,
        RETRY,
        DROP
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "list|retry|drop",
            defaultValue = "list",
            description =
                    "retry: the next sync tries again, and writes again where somebody changed a field; drop: forget the entry.")
    Action action = Action.LIST;

    @Parameters(index = "1..*", paramLabel = "ID", description = "Entries, as the list names them.")
    List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "Every entry, in place of IDs.")
    boolean all;

    QuarantineCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        Config config = config();
        if (action == Action.LIST) {
            try (StateStore store = Memory.existing(config)) {
                list(output, store.quarantine());
                return Exit.DONE;
            }
        }
        if (ids.isEmpty() != all) {
            throw new Stop(
                    Exit.USAGE,
                    "say which entries: their ids, as `baton quarantine` lists them, or --all");
        }
        try (Memory memory = Memory.open(config)) {
            decide(output, memory.store());
            return Exit.DONE;
        }
    }

    private void decide(Output output, StateStore store) {
        List<Parked> chosen = chosen(store.quarantine());
        var desk = new QuarantineDesk(store);
        var done = new ArrayList<Parked>();
        for (Parked parked : chosen) {
            if (action == Action.RETRY) {
                desk.retry(parked);
                done.add(parked);
            } else if (desk.drop(parked)) {
                done.add(parked);
            } else if (!all) {
                throw new Stop(
                        Exit.USAGE,
                        parked.id()
                                + " is a conflict: it lasts until somebody puts the field back or you `retry` it");
            }
        }
        if (!output.json(QuarantineJson.of(done))) {
            output.line(
                    done.size()
                            + (action == Action.RETRY
                                    ? " entries are tried again by the next sync"
                                    : " entries dropped"));
        }
    }

    private List<Parked> chosen(List<Parked> entries) {
        if (all) {
            return entries;
        }
        var chosen = new ArrayList<Parked>();
        for (String id : ids) {
            chosen.add(
                    entries.stream()
                            .filter(entry -> entry.id().equals(id))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new Stop(
                                                    Exit.USAGE,
                                                    "there is no entry "
                                                            + id
                                                            + "; `baton quarantine` lists them")));
        }
        return chosen;
    }

    private static void list(Output output, List<Parked> entries) {
        if (output.json(QuarantineJson.of(entries))) {
            return;
        }
        if (entries.isEmpty()) {
            output.line("The quarantine is empty.");
            return;
        }
        var table = new Table("id", "since", "stream", "record", "why");
        for (Parked each : entries) {
            table.row(
                    List.of(
                            each.id(),
                            each.since().toString(),
                            each.stream().toString(),
                            each.record(),
                            each.reason()));
        }
        output.line(table.toString());
    }

    /** As {@code quarantine --json} prints it. */
    record QuarantineJson(List<EntryJson> entries) {
        static QuarantineJson of(List<Parked> entries) {
            return new QuarantineJson(entries.stream().map(EntryJson::of).toList());
        }
    }

    /** One entry; {@code retry_at} null where a sync tries again anyway, or never by itself. */
    record EntryJson(
            String id,
            String stream,
            String record,
            String reason,
            String since,
            @Nullable String retryAt) {
        static EntryJson of(Parked parked) {
            return new EntryJson(
                    parked.id(),
                    parked.stream().toString(),
                    parked.record(),
                    parked.reason(),
                    parked.since().toString(),
                    parked.retryAt() == null ? null : parked.retryAt().toString());
        }
    }
}
