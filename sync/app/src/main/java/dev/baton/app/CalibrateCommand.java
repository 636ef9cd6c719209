package dev.baton.app;

import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits the model's numbers to outcomes, and shows what that would change. */
@Command(
        name = "calibrate",
        description =
                "Fits the weights and the meaning of the score to what became of accounts, as far as"
                        + " there are outcomes for it, and shows what would change. Writes nothing but"
                        + " the folder named by --out.")
final class CalibrateCommand extends BatonCommand {
    @Mixin BacktestChoice choice = new BacktestChoice();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes the mapping with the new model there; a new or empty folder.")
    @Nullable Path out;

    CalibrateCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        if (out != null) {
            refuseFilled(out);
        }
        try (StateStore store = Memory.existing(config())) {
            Review last = Review.of(store, null).orElseThrow(BatonCommand::nothingYet);
            var looks = new BacktestLooks(store, last, choice.outcomes(last));
            Calibration calibration = Calibration.of(last, looks, choice.judging(1));
            if (out != null && calibration.files() != null) {
                write(out, calibration.files());
            }
            if (!output.json(CalibrateDocument.of(calibration, out))) {
                output.line(CalibrateText.of(calibration, out));
            }
            return Exit.DONE;
        }
    }

    static void refuseFilled(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                try (var files = Files.list(folder)) {
                    if (files.findAny().isEmpty()) {
                        return;
                    }
                }
            }
            if (Files.exists(folder)) {
                throw new Stop(
                        Exit.USAGE,
                        folder + " is there already — name a new or an empty folder for --out");
            }
        } catch (IOException e) {
            throw new Stop(Exit.USAGE, folder + " cannot be read — name another folder for --out");
        }
    }

    static void write(Path folder, SortedMap<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling("."));
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE, folder + " cannot be written — name another folder for --out");
        }
    }
}
