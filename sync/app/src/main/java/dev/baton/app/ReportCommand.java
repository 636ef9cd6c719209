package dev.baton.app;

import picocli.CommandLine.Command;

/** What all accounts say together. */
@Command(
        name = "report",
        description = "Tells what all accounts say together; from the last sync.",
        subcommands = {
            ChurnCommand.class,
            ExposureCommand.class,
            FirstValueCommand.class,
            PlaysCommand.class,
            RepsCommand.class,
            RetentionCommand.class,
            VoiceCommand.class
        })
final class ReportCommand {}
