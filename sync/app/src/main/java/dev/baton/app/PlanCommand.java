package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.core.health.ResultName;
import dev.baton.engine.Prepared;
import dev.baton.mappings.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a sync would write. */
@Command(
        name = "plan",
        description =
                "Pulls, computes and shows old → new for every field; writes nothing to the CRM.")
final class PlanCommand extends BatonCommand {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also writes the plan there, for `sync --plan FILE`.")
    @Nullable Path out;

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description =
                    "Previews this mapping folder in place of the configured one; nothing of it is remembered.")
    @Nullable Path preview;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "What is true at this instant (default: the CRM's clock).")
    @Nullable Instant asOf;

    @Option(
            names = "--open-tasks",
            description =
                    "Opens tasks also for what stood already at the first sync, which opens none by itself.")
    boolean openTasks;

    PlanCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        Config config = config();
        return preview == null
                ? run(output, config, mappings(config.mappings()))
                : preview(output, config, mappings(preview));
    }

    private Exit run(Output output, Config config, Mappings mappings) throws Exception {
        try (Session session = Session.open(config, mappings, Surroundings.COMMAND)) {
            return run(output, session, mappings);
        }
    }

    private Exit run(Output output, Session session, Mappings mappings) throws Exception {
        PlanText.backfills(session.cycle().backfills()).forEach(output::note);
        Prepared prepared = session.cycle().prepare(asOf, openTasks);
        session.cycle().shown(prepared);
        if (out != null) {
            PlanFile.of(prepared.plan(), prepared.run().asOf().toString()).write(out);
        }
        if (!output.json(PlanJson.of(prepared))) {
            String band = mappings.outputs().fields().get(ResultName.BAND);
            output.line(
                    PlanText.of(
                            prepared,
                            session.cycle().names(prepared, PlanText.named(prepared.plan(), band)),
                            band));
            session.cycle().snapshots(prepared).map(PlanText::storage).ifPresent(output::line);
        }
        return prepared.partial() ? Exit.PARTIAL : Exit.DONE;
    }

    /** On a copy of the state: another field set would have the next sync read everything anew. */
    private Exit preview(Output output, Config config, Mappings mappings) throws Exception {
        Path folder = Files.createTempDirectory("baton-preview");
        try (Session session = Session.onCopy(config, mappings, folder)) {
            return run(output, session, mappings);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** As {@code plan --json} prints it. */
    record PlanJson(
            String hash,
            String asOf,
            Iterable<Documents.ChangeJson> changes,
            int accountsTouched,
            Documents.Calls calls,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Documents.StoppedJson> leftOut) {
        static PlanJson of(Prepared prepared) {
            return new PlanJson(
                    prepared.plan().hash(),
                    prepared.run().asOf().toString(),
                    Documents.changes(prepared.plan()),
                    prepared.accountsTouched(),
                    Documents.Calls.of(prepared.calls()),
                    Documents.StoppedJson.all(prepared.mappings().stopped()));
        }
    }
}
