package dev.baton.sandbox;

/**
 * One simulated vendor behind the sandbox's port. Implementations keep their state in plain Java
 * and are thread-safe.
 */
public interface Vendor {

    /** Whether this vendor serves the path; paths of two vendors never overlap. */
    boolean serves(String path);

    /** Answers as the vendor would, errors included; never throws for what a client sent. */
    SandboxReply handle(SandboxRequest request);
}
