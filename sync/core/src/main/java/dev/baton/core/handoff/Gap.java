package dev.baton.core.handoff;

/**
 * An item for which there is no evidence.
 *
 * @param item its name
 * @param label the question, as people read it
 * @param closer who can close it
 * @param untold whether nothing that Baton reads could tell it
 */
public record Gap(String item, String label, Closer closer, boolean untold) {

    /** "What success is told by (sales owner)". */
    public String words() {
        return label
                + " ("
                + closer.title()
                + (untold ? "; nothing that Baton reads tells it" : "")
                + ")";
    }
}
