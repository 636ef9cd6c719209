package dev.baton.testkit;

/**
 * The contract of {@link dev.baton.port.Sink}. A vendor's test extends it and supplies its world;
 * every case is played on it.
 */
public abstract class SinkContract implements SinkWritingCases, SinkDeletingCases, SinkFaultCases {}
