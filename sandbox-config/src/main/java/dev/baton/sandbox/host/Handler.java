package dev.baton.sandbox.host;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;

/** Answers every request of the port; called from many threads at once, never throws. */
@FunctionalInterface
public interface Handler {

    SandboxReply handle(SandboxRequest request);
}
