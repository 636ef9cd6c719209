package dev.baton.sandbox.salesforce.deploy;

import org.jspecify.annotations.Nullable;

/**
 * What became of one component.
 *
 * @param type API name, "" for package.xml itself
 * @param problem null if there is none
 * @param warning whether the problem is only a warning
 */
public record ComponentResult(
        String type,
        String fullName,
        String fileName,
        Effect effect,
        @Nullable String problem,
        boolean warning) {

    /** What the deployment does to the org. */
    public enum Effect {
        NONE,
        CREATED,
        CHANGED,
        DELETED
    }

    static ComponentResult done(String type, String fullName, String fileName, Effect effect) {
        return new ComponentResult(type, fullName, fileName, effect, null, false);
    }

    static ComponentResult warning(String type, String fullName, String fileName, String problem) {
        return new ComponentResult(type, fullName, fileName, Effect.NONE, problem, true);
    }

    static ComponentResult failed(String type, String fullName, String fileName, String problem) {
        return new ComponentResult(type, fullName, fileName, Effect.NONE, problem, false);
    }

    public boolean success() {
        return problem == null || warning;
    }
}
