package dev.baton.app;

import picocli.CommandLine.Command;

/** Looks at the health model. */
@Command(
        name = "model",
        description = "Looks at the health model: what it hardly means, and what is usual.",
        subcommands = {ModelLintCommand.class, SegmentsCommand.class})
final class ModelCommand {}
