package dev.baton.engine;

import dev.baton.core.handoff.Handoff;
import dev.baton.core.handoff.HandoffField;
import dev.baton.core.handoff.HandoffKey;
import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.handoff.HeldHandoff;
import dev.baton.core.handoff.Subject;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.SourceMapping;
import dev.baton.mappings.translate.Translated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The handoffs that there are, as the deals and what people wrote make them. */
final class Handoffs {
    private static final int DEALS = 500;
    private static final int ACCOUNTS = 100;

    private final StateStore store;
    private final Mappings mappings;
    private final HandoffRules rules;
    private final HandoffOutputs outputs;
    private final Derive derive;
    private final Instant asOf;
    private final SortedMap<String, Map<String, @Nullable Object>> rows;

    /**
     * Reads what the CRM holds.
     *
     * @param derive by what was known
     * @param asOf told for this instant
     */
    Handoffs(
            StateStore store,
            Mappings mappings,
            HandoffRules rules,
            HandoffOutputs outputs,
            Derive derive,
            Instant asOf) {
        this.store = store;
        this.mappings = mappings;
        this.rules = rules;
        this.outputs = outputs;
        this.derive = derive;
        this.asOf = asOf;
        this.rows = new TreeMap<>(store.held(new StreamKey(mappings.crm(), outputs.object())));
        rows.keySet().removeIf(key -> HandoffKey.of(key).isEmpty());
    }

    /** What the CRM's row of a deal holds, by field; nothing where there is none. */
    Optional<Map<String, @Nullable Object>> row(String deal) {
        return Optional.ofNullable(rows.get(new HandoffKey(deal).text()));
    }

    /** What somebody deleted is not made again. */
    private boolean isDeleted(String deal) {
        return row(deal)
                .filter(values -> Boolean.TRUE.equals(values.get(Stream.Ours.DELETED)))
                .isPresent();
    }

    HeldHandoff held(String deal) {
        return row(deal).map(this::held).orElse(HeldHandoff.NONE);
    }

    private HeldHandoff held(Map<String, @Nullable Object> row) {
        var values = new EnumMap<HandoffField, @Nullable Object>(HandoffField.class);
        outputs.fields().forEach((what, field) -> values.put(what, row.get(field)));
        return new HeldHandoff(true, values);
    }

    /**
     * Deals that have a row and are there no more, in order of id.
     *
     * @param found those of which there is a handoff
     */
    SortedSet<String> gone(Set<String> found) {
        var gone = new TreeSet<String>();
        for (String key : rows.keySet()) {
            HandoffKey.of(key)
                    .map(HandoffKey::deal)
                    .filter(deal -> !found.contains(deal) && !isDeleted(deal))
                    .filter(deal -> sources().stream().noneMatch(each -> isThere(each, deal)))
                    .ifPresent(gone::add);
        }
        return gone;
    }

    private boolean isThere(SourceMapping source, String deal) {
        return store.find(Streams.key(source.landing()), deal, derive.knownAt()).isPresent();
    }

    /** All of them, in order of their deals' ids. */
    List<Handoff> all() {
        Map<String, Set<String>> deals = dealsByAccount();
        var all = new ArrayList<Handoff>();
        List<CanonicalRecord> accounts =
                derive.everyone().stream()
                        .filter(account -> deals.containsKey(account.ref().id()))
                        .toList();
        for (List<CanonicalRecord> some : Batches.of(accounts, ACCOUNTS)) {
            for (AccountFacts facts : derive.facts(List.copyOf(some))) {
                Set<String> mine = deals.getOrDefault(facts.account().ref().id(), Set.of());
                each(facts, mine, all::add);
            }
        }
        all.sort(Comparator.comparing(Handoff::deal));
        return all;
    }

    private void each(AccountFacts facts, Set<String> deals, Consumer<Handoff> consumer) {
        for (CanonicalRecord record : facts.records()) {
            String id = record.ref().id();
            if (record.type() == RecordType.OPPORTUNITY && deals.contains(id)) {
                Seen.at(asOf, record, mappings.vocabulary())
                        .map(
                                deal ->
                                        new Subject(
                                                deal, facts, held(id), asOf, mappings.vocabulary()))
                        .flatMap(subject -> Handoff.of(rules, subject, mappings.timeZone()))
                        .ifPresent(consumer);
            }
        }
    }

    /** Those to be handed over and those that have a row, by account. */
    private Map<String, Set<String>> dealsByAccount() {
        var deals = new HashMap<String, Set<String>>();
        for (SourceMapping source : sources()) {
            var waiting = new ArrayList<LandedRecord>();
            store.scan(
                    Streams.key(source.landing()),
                    derive.knownAt(),
                    landed -> {
                        waiting.add(landed);
                        if (waiting.size() == DEALS) {
                            find(source, waiting, deals);
                            waiting.clear();
                        }
                    });
            find(source, waiting, deals);
        }
        return deals;
    }

    private List<SourceMapping> sources() {
        return mappings.sources().stream()
                .filter(source -> source.connection().equals(mappings.crm()))
                .filter(source -> source.type() == RecordType.OPPORTUNITY)
                .toList();
    }

    private void find(
            SourceMapping source, List<LandedRecord> landed, Map<String, Set<String>> deals) {
        Related related = Related.of(store, source, landed, derive.knownAt());
        for (LandedRecord each : landed) {
            String account = each.parent();
            if (account != null && !isDeleted(each.id()) && isOpen(source, each, related)) {
                deals.computeIfAbsent(account, unused -> new HashSet<>()).add(each.id());
            }
        }
    }

    private boolean isOpen(SourceMapping source, LandedRecord landed, Related related) {
        return row(landed.id()).isPresent()
                || (source.translate(Translation.raw(landed), related.of(landed.id()))
                                instanceof Translated.Good good
                        && Seen.at(asOf, good.record(), mappings.vocabulary())
                                .flatMap(deal -> rules.opening().opened(deal, mappings.timeZone()))
                                .isPresent());
    }
}
