package dev.baton.core.health;

import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measuring;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Reading;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the product that an account is judged by. */
final class PrimaryProduct {
    private final Products products;
    private final Vocabulary vocabulary;

    PrimaryProduct(Products products, Vocabulary vocabulary) {
        this.products = products;
        this.vocabulary = vocabulary;
    }

    /** Empty where no record names a product, or the rule's measure cannot be told of any. */
    Optional<String> of(AccountFacts facts, Measuring.OfAccount measuring, Instant asOf) {
        return switch (products.rule()) {
            case Products.Rule.Declared declared ->
                    named(facts, products.types(), asOf).stream().min(products.inOrder());
            case Products.Rule.Most most -> best(most.measure(), -1, facts, measuring, asOf);
            case Products.Rule.Newest newest -> best(newest.measure(), 1, facts, measuring, asOf);
        };
    }

    /** The one of least value · sign; ties go to the declared order, then to the name. */
    private Optional<String> best(
            Measure measure,
            int sign,
            AccountFacts facts,
            Measuring.OfAccount measuring,
            Instant asOf) {
        String best = null;
        double least = 0;
        List<String> inOrder =
                named(facts, List.of(measure.over()), asOf).stream()
                        .sorted(products.inOrder())
                        .toList();
        for (String product : inOrder) {
            Measured told = measuring.measure(products.of(measure, product));
            if (told instanceof Measured.Known known) {
                double value = sign * known.value();
                if (best == null || value < least) {
                    best = product;
                    least = value;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private SortedSet<String> named(AccountFacts facts, List<RecordType> types, Instant asOf) {
        var named = new TreeSet<String>();
        for (CanonicalRecord record : facts.records()) {
            if (types.contains(record.type())) {
                Seen.at(asOf, record, vocabulary)
                        .map(seen -> seen.read(products.field()))
                        .ifPresent(
                                reading -> {
                                    if (reading instanceof Reading.Known(Value.Text(String name))) {
                                        named.add(name);
                                    }
                                });
            }
        }
        return named;
    }
}
