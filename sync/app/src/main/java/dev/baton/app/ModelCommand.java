package dev.baton.app;

import picocli.CommandLine.Command;

/** Looks at the health model. */
@Command(
        name = "model",
        description = "Looks at the health model for what it hardly means.",
        subcommands = ModelLintCommand.class)
final class ModelCommand {}
