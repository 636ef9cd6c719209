package dev.baton.mappings;

/**
 * Records that expressions of a source may look at.
 *
 * @param name what expressions call them
 * @param landing where they come from; each names its parent there
 */
public record Children(String name, MappedStream landing) {}
