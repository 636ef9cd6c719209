package dev.baton.mappings.model;

import dev.baton.core.health.Dimension;
import dev.baton.core.health.Products;
import dev.baton.core.health.Score;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Section;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model's parts call each other by, read before the parts themselves.
 *
 * @param dimensions the names of each one's segments, the model's own segments among them
 * @param isBesideHealth whether it may look at the health that another model tells
 */
record Names(
        List<String> measures,
        List<String> groups,
        SortedMap<String, List<String>> dimensions,
        boolean isBesideHealth) {
    Names {
        measures = List.copyOf(measures);
        groups = List.copyOf(groups);
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    static Names of(Section model, Score score) {
        SortedMap<String, List<String>> dimensions = new TreeMap<>();
        if (model.node("dimensions") instanceof Node.Mapping mapping) {
            mapping.entries().forEach(each -> dimensions.put(each.name(), keys(each.value())));
        }
        dimensions.put(Dimension.OWN, keys(model, "segments"));
        ProductsReader.order(model).ifPresent(order -> dimensions.put(Products.DIMENSION, order));
        return new Names(
                keys(model, "measures"), keys(model, "groups"), dimensions, score != Score.HEALTH);
    }

    /** The same without the model's own segments: what they themselves may speak of. */
    Names withoutOwn() {
        SortedMap<String, List<String>> others = new TreeMap<>(dimensions);
        others.remove(Dimension.OWN);
        return new Names(measures, groups, others, isBesideHealth);
    }

    /** The same without dimensions, which cannot speak of each other. */
    Names withoutDimensions() {
        return new Names(measures, groups, new TreeMap<>(), isBesideHealth);
    }

    private static List<String> keys(Section section, String name) {
        Node node = section.node(name);
        return node == null ? List.of() : keys(node);
    }

    private static List<String> keys(Node node) {
        return node instanceof Node.Mapping mapping
                ? mapping.entries().stream().map(Node.Entry::name).toList()
                : List.of();
    }
}
