package dev.baton.app;

import dev.baton.engine.Review;
import dev.baton.engine.store.LeaseHeldException;
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
    private static final int LONGEST_SHADOW = 366;

    @Mixin BacktestChoice choice = new BacktestChoice();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes the mapping with the new model there; a new or empty folder.")
    @Nullable Path out;

    @Option(
            names = "--shadow",
            paramLabel = "DAYS",
            description =
                    "Runs the new model beside the active one for so many days, 1 to 366, and"
                            + " compares; `shadow` shows it. Nothing of it goes to the CRM.")
    @Nullable Integer shadow;

    CalibrateCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws LeaseHeldException {
        if (shadow != null && (shadow < 1 || shadow > LONGEST_SHADOW)) {
            throw new Stop(Exit.USAGE, "--shadow takes 1 to 366 days");
        }
        if (out != null) {
            refuseFilled(out);
        }
        try (StateStore store = Memory.existing(config())) {
            Review last = Review.of(store, null).orElseThrow(BatonCommand::nothingYet);
            var looks = new BacktestLooks(store, last, choice.outcomes(last));
            Calibration calibration = Calibration.of(store, last, looks, choice.judging(1));
            if (shadow != null) {
                shadow(store, last, calibration, shadow);
            }
            if (out != null && calibration.files() != null) {
                write(out, calibration.files());
            }
            if (!output.json(CalibrateDocument.of(calibration, out))) {
                output.line(CalibrateText.of(calibration, out));
            }
            return Exit.DONE;
        }
    }

    /** The day of its beginning is its first. */
    private void shadow(StateStore read, Review last, Calibration calibration, int days)
            throws LeaseHeldException {
        String version = calibration.version();
        if (calibration.files() == null || version == null) {
            throw new Stop(
                    Exit.USAGE,
                    "there is no new model to run as a shadow: "
                            + CalibrateText.strength(calibration.refit()));
        }
        Shadow running = Shadow.read(read).filter(Shadow::runs).orElse(null);
        if (running != null) {
            throw new Stop(
                    Exit.USAGE,
                    "model "
                            + running.model()
                            + " runs as a shadow until "
                            + running.until()
                            + " — end it first: `baton shadow --stop`");
        }
        try (Memory memory = Memory.open(config())) {
            Shadow.begin(
                            version,
                            last.model(),
                            calibration.files(),
                            last.mappings().day(last.asOf()),
                            days)
                    .keep(memory.store());
            new ShadowLook(memory.store()).look();
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
