package dev.baton.app;

import dev.baton.core.health.Score;
import dev.baton.engine.Review;
import picocli.CommandLine.Option;

/** Which score is told; the same for every command. */
final class ScoreChoice {
    @Option(
            names = "--score",
            paramLabel = "SCORE",
            defaultValue = "health",
            description =
                    "What accounts are scored for: ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE}).")
    Score score = Score.HEALTH;

    Review of(Review review) {
        return review.scoring(score);
    }
}
