package dev.baton.engine;

import dev.baton.port.Finding;
import java.util.List;

/** Configuration, mapping and org do not fit together; nothing was written. */
public final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised; exceptions just have to say they could be
    private final List<Finding> findings;

    public UnfitException(List<Finding> findings) {
        super(findings.size() + " things do not fit");
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
