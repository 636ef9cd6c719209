package dev.baton.app;

import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import java.util.List;

/** Why a command cannot go on: what is told to the person, and the exit code. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    Stop(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    private Stop(Exit exit, AdapterException cause) {
        super(cause.getMessage(), cause);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }

    static Stop of(AdapterException failure) {
        return new Stop(exitFor(failure.category()), failure);
    }

    static Stop of(List<Finding> problems) {
        var text = new StringBuilder();
        problems.forEach(problem -> text.append(Findings.told(problem)).append('\n'));
        return new Stop(Exit.USAGE, text.toString().stripTrailing());
    }

    /** What a failure means for whoever started the command. */
    static Exit exitFor(AdapterException.Category category) {
        return switch (category) {
            case CREDENTIALS, UNAVAILABLE -> Exit.UNAVAILABLE;
            case PERMISSION, BAD_REQUEST -> Exit.USAGE;
            case THROTTLED, BUDGET, OUTCOME_UNKNOWN -> Exit.PARTIAL;
            case EXPIRED_CURSOR -> Exit.INTERNAL;
        };
    }
}
