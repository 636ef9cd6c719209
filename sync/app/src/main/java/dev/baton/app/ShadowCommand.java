package dev.baton.app;

import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.StateStore;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a model that runs beside the active one would do, or ends it. */
@Command(
        name = "shadow",
        description =
                "Shows, day by day, what the model begun by `calibrate --shadow` would do otherwise"
                        + " than the active one. It writes nothing to the CRM.")
final class ShadowCommand extends BatonCommand {
    private static final int NAMED = 20;

    @Option(names = "--stop", description = "Ends it; what it came to stays to be looked at.")
    boolean stop;

    ShadowCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws LeaseHeldException {
        Config config = config();
        if (stop) {
            try (Memory memory = Memory.open(config)) {
                Shadow shadow = existing(memory.store());
                if (shadow.runs()) {
                    shadow.ended("stopped").keep(memory.store());
                }
            }
        }
        try (StateStore store = Memory.existing(config)) {
            Shadow shadow = existing(store);
            if (!output.json(ShadowJson.of(shadow))) {
                output.line(told(shadow));
            }
        }
        return Exit.DONE;
    }

    private static Shadow existing(StateStore store) {
        return Shadow.read(store)
                .orElseThrow(
                        () ->
                                new Stop(
                                        Exit.USAGE,
                                        "no model was ever run as a shadow — begin one with `baton"
                                                + " calibrate --outcomes FILE --shadow DAYS`"));
    }

    private static String told(Shadow shadow) {
        var text =
                new StringBuilder("Model ")
                        .append(shadow.model())
                        .append(" beside ")
                        .append(shadow.beside())
                        .append(" since ")
                        .append(shadow.started())
                        .append(
                                shadow.runs()
                                        ? ", until " + shadow.until()
                                        : "; ended: " + shadow.ended())
                        .append('\n');
        if (shadow.days().isEmpty()) {
            return text.append("Nothing was compared yet; the next sync does.").toString();
        }
        var table =
                new Table(
                        "day",
                        "accounts",
                        "mean change",
                        "mean size",
                        "tasks open",
                        "tasks close",
                        "other band");
        for (Shadow.Day day : shadow.days()) {
            table.row(
                    List.of(
                            day.day(),
                            day.accounts() + "",
                            Numbers.decimal(day.meanShift(), 1),
                            Numbers.decimal(day.meanSize(), 1),
                            day.opens() + "",
                            day.closes() + "",
                            day.bandMoves().isEmpty() ? "none" : bands(day)));
        }
        text.append(table);
        shadow.moves().stream()
                .limit(NAMED)
                .forEach(
                        move ->
                                text.append("\n    ")
                                        .append(
                                                move.name().isEmpty()
                                                        ? move.account()
                                                        : move.name())
                                        .append(" (")
                                        .append(move.account())
                                        .append("): ")
                                        .append(move.from())
                                        .append(" → ")
                                        .append(move.to())
                                        .append(", ")
                                        .append(score(move.oldScore()))
                                        .append(" → ")
                                        .append(score(move.newScore())));
        shadow.tasks().stream()
                .limit(NAMED)
                .forEach(
                        task ->
                                text.append("\n    ")
                                        .append(
                                                task.name().isEmpty()
                                                        ? task.account()
                                                        : task.name())
                                        .append(" (")
                                        .append(task.account())
                                        .append("): would ")
                                        .append(task.change())
                                        .append(' ')
                                        .append(task.play()));
        return text.toString();
    }

    private static String bands(Shadow.Day day) {
        return day.bandMoves().entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String score(@Nullable Double score) {
        return score == null ? "unknown" : score + "";
    }
}
