package dev.baton.core.handoff;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of what has to be known there is evidence for.
 *
 * @param items how many there are, at least one
 * @param gaps those without evidence, in the order of the items
 */
public record Completeness(int items, List<Gap> gaps) {
    public Completeness {
        gaps = List.copyOf(gaps);
        if (items < 1 || gaps.size() > items) {
            throw new IllegalArgumentException("gaps are among items");
        }
    }

    static Completeness of(List<Item> items, Answers answers, Subject subject) {
        var gaps = new ArrayList<Gap>();
        for (Item item : items) {
            Evidence.Found found = item.look(subject, answers);
            if (found != Evidence.Found.YES) {
                gaps.add(
                        new Gap(
                                item.name(),
                                item.label(),
                                item.closer(),
                                found == Evidence.Found.UNTOLD));
            }
        }
        return new Completeness(items.size(), gaps);
    }

    /** 0..100, halves up. */
    public int percent() {
        return (200 * (items - gaps.size()) + items) / (2 * items);
    }

    /** Those that somebody can close, in the order of the items. */
    public List<Gap> of(Closer closer) {
        return gaps.stream().filter(gap -> gap.closer() == closer).toList();
    }
}
