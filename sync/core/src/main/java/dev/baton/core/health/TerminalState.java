package dev.baton.core.health;

/**
 * Accounts that are judged no more: they leave the reports.
 *
 * @param name unique in a model: "churned"
 * @param who has come to it
 */
public record TerminalState(String name, Criterion who) {}
