package dev.baton.mappings;

import dev.baton.mappings.link.LinkRule;
import java.util.List;

/**
 * A stream of organisations that are accounts of the CRM.
 *
 * @param name the file's
 * @param rules the strongest first
 */
public record LinkSource(String name, MappedStream landing, List<LinkRule> rules) {
    public LinkSource {
        rules = List.copyOf(rules);
    }
}
