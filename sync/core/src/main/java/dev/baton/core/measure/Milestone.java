package dev.baton.core.measure;

import dev.baton.core.model.RecordType;

/**
 * Something that happens, told by a record.
 *
 * @param over which records tell it
 * @param filter which of them do
 * @param by the moment or day field that says when
 */
public record Milestone(RecordType over, Predicate filter, String by) {}
