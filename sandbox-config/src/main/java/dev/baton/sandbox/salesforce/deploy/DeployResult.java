package dev.baton.sandbox.salesforce.deploy;

import java.util.List;

/** What became of all components of a deployment, in the order they were taken up. */
public record DeployResult(List<ComponentResult> components) {
    public DeployResult {
        components = List.copyOf(components);
    }

    public List<ComponentResult> successes() {
        return components.stream().filter(ComponentResult::success).toList();
    }

    public List<ComponentResult> failures() {
        return components.stream().filter(result -> !result.success()).toList();
    }

    /** Components without the manifest itself. */
    public int total() {
        return (int) components.stream().filter(result -> !result.type().isEmpty()).count();
    }

    public int deployed() {
        return (int) successes().stream().filter(result -> !result.type().isEmpty()).count();
    }
}
