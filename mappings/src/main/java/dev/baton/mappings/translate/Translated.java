package dev.baton.mappings.translate;

import dev.baton.core.model.CanonicalRecord;

/** What became of a raw record. */
public sealed interface Translated {

    record Good(CanonicalRecord record) implements Translated {}

    /**
     * It cannot be translated: to be parked, never dropped (invariant 2).
     *
     * @param field the canonical field that cannot be filled
     * @param reason what is wrong, never the value itself (invariant 12)
     */
    record Bad(String field, String reason) implements Translated {}
}
