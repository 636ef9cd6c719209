package dev.baton.app;

import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Score;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;
import dev.baton.port.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Says what is wrong with a model, and what it may say but hardly means. Asks no system; where
 * there has been a run, it looks at what measures came to.
 */
@Command(
        name = "lint",
        description =
                "Says what is wrong with the model and what it hardly means: gaps, overlaps, dead weights, double counting, wrong directions, leaks of the outcome, bands and segments of nobody. Asks no system; exit code 2 if there is anything.")
final class ModelLintCommand extends BatonCommand {
    private static final List<String> MODELS = List.of("model.yaml:", "expansion.yaml:");

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description = "Looks at this mapping folder in place of the configured one.")
    @Nullable Path folder;

    ModelLintCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        List<Finding> findings = findings(folder == null ? config().mappings() : folder);
        Findings.tell(
                output,
                findings,
                findings.isEmpty()
                        ? "Nothing found in the model."
                        : findings.size() + " found in the model.");
        return findings.isEmpty() ? Exit.DONE : Exit.USAGE;
    }

    /** Of a folder that cannot be used everything that is wrong: the model rests on its sources. */
    private List<Finding> findings(Path folder) {
        return switch (Mappings.load(folder)) {
            case Mappings.Loaded.Bad bad -> bad.problems();
            case Mappings.Loaded.Good good -> {
                var findings = new ArrayList<Finding>();
                good.warnings().stream()
                        .filter(each -> MODELS.stream().anyMatch(each.where()::startsWith))
                        .forEach(findings::add);
                findings.addAll(doubled(good.mappings()));
                yield findings;
            }
        };
    }

    /** By the accounts of the last run, where there has been one. */
    private List<Finding> doubled(Mappings mappings) {
        if (!(ConfigReader.read(configFile()) instanceof ConfigReader.Read.Good good)) {
            return List.of();
        }
        try (StateStore store = Memory.find(good.config()).orElse(null)) {
            return store == null
                    ? List.of()
                    : Review.of(store, null)
                            .map(review -> doubled(mappings, review))
                            .orElse(List.of());
        }
    }

    private static List<Finding> doubled(Mappings mappings, Review review) {
        var findings = new ArrayList<Finding>();
        for (Score score : Score.values()) {
            HealthModel model = mappings.model(score);
            if (model != null && review.mappings().model(score) != null) {
                findings.addAll(MeasureLint.of(model.scored(), review.scoring(score)));
            }
        }
        return findings;
    }
}
