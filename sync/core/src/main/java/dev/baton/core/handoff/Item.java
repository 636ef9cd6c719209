package dev.baton.core.handoff;

import java.util.List;

/**
 * Something that has to be known when a customer is handed over.
 *
 * @param name as the mapping has it
 * @param label the question, as people read it; a copy of it is no answer to it
 * @param closer who can find it out
 * @param evidence what shows that it is known
 * @param defaults texts that stand there before anybody has answered
 * @param counts texts that are answers here though they usually say nothing, such as "none"
 */
public record Item(
        String name,
        String label,
        Closer closer,
        Evidence evidence,
        List<String> defaults,
        List<String> counts) {
    public Item {
        defaults = List.copyOf(defaults);
        counts = List.copyOf(counts);
    }

    Evidence.Found look(Subject subject, Answers usual) {
        return evidence.look(subject, usual.without(List.of(label)).without(defaults).with(counts));
    }
}
