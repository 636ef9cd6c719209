package dev.baton.testkit;

/**
 * The contract of {@link dev.baton.port.Source}. A vendor's test extends it and supplies its world;
 * every case is played on it. What the vendor cannot do is said by overriding {@link
 * #has(Capability)}, so that each gap stands in the code and in the report.
 */
public abstract class SourceContract
        implements SourceReadingCases, SourceChangeCases, SourceRereadCases, SourceFaultCases {}
