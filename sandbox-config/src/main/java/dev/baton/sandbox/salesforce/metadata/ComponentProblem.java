package dev.baton.sandbox.salesforce.metadata;

/** A component that cannot be what its file says. The text is what a deployment answers. */
public final class ComponentProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public ComponentProblem(String problem) {
        super(problem);
    }

    /** Never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
