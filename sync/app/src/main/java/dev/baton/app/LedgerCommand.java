package dev.baton.app;

import picocli.CommandLine.Command;

/** Looks at the ledger of all that was ever meant to be written. */
@Command(
        name = "ledger",
        description = "Lists what was ever written, or proves that the list is whole.",
        subcommands = {LedgerListCommand.class, LedgerVerifyCommand.class})
final class LedgerCommand {}
