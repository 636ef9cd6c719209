package dev.baton.mappings.link;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.mappings.translate.Raw;
import dev.baton.mappings.translate.SourcePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds which account an organisation is. The order of the records does not matter. */
public final class Linker {
    private static final int SHORT_ID = 15;

    private final List<LinkRule> rules;

    /** Per rule: the accounts by the key that an organisation would name them with. */
    private final List<SortedMap<String, SortedSet<String>>> accounts = new ArrayList<>();

    private final SortedMap<String, String> linked = new TreeMap<>();
    private final List<String> unlinked = new ArrayList<>();
    private final SortedMap<String, List<String>> ambiguous = new TreeMap<>();

    private Linker(List<LinkRule> rules, List<CanonicalRecord> accounts, List<Raw> organisations) {
        this.rules = List.copyOf(rules);
        for (LinkRule rule : rules) {
            var named = new HashSet<String>();
            organisations.forEach(each -> named.addAll(keys(rule, each.fields())));
            this.accounts.add(byKey(rule, accounts, named));
        }
    }

    /**
     * Links every organisation by the first rule that finds an account.
     *
     * @param rules the strongest first
     * @param accounts as translated from the CRM
     * @param organisations with at least the fields at the rules' paths
     */
    public static Links link(
            List<LinkRule> rules, List<CanonicalRecord> accounts, List<Raw> organisations) {
        var linker = new Linker(rules, accounts, organisations);
        organisations.stream().sorted(Comparator.comparing(Raw::id)).forEach(linker::link);
        return new Links(linker.linked, linker.unlinked, linker.ambiguous);
    }

    private void link(Raw organisation) {
        SortedSet<String> found = candidates(organisation.fields());
        switch (found.size()) {
            case 0 -> unlinked.add(organisation.id());
            case 1 -> linked.put(organisation.id(), found.getFirst());
            default -> ambiguous.put(organisation.id(), List.copyOf(found));
        }
    }

    /** What the first rule that finds any account finds. */
    private SortedSet<String> candidates(Map<String, @Nullable Object> fields) {
        for (int i = 0; i < rules.size(); i++) {
            LinkRule rule = rules.get(i);
            SortedSet<String> keys = keys(rule, fields);
            var found = new TreeSet<String>();
            for (String key : keys) {
                found.addAll(accounts.get(i).getOrDefault(key, new TreeSet<>()));
            }
            // Someone said which account it is. That we do not see this account is no reason to
            // take another one.
            boolean decided = rule instanceof LinkRule.AccountId && !keys.isEmpty();
            if (!found.isEmpty() || decided) {
                return found;
            }
        }
        return new TreeSet<>();
    }

    private static SortedSet<String> keys(LinkRule rule, Map<String, @Nullable Object> fields) {
        var keys = new TreeSet<String>();
        for (String text : SourcePath.texts(rule.path(), fields)) {
            switch (rule) {
                case LinkRule.AccountId id -> addUnlessBlank(keys, text.strip());
                case LinkRule.SameKey key -> addUnlessBlank(keys, folded(text));
                case LinkRule.SameDomain domain -> addUnlessBlank(keys, Domains.own(text));
            }
        }
        return keys;
    }

    private static void addUnlessBlank(SortedSet<String> keys, String key) {
        if (!key.isEmpty()) {
            keys.add(key);
        }
    }

    /**
     * The accounts by their keys, of which there may be millions.
     *
     * @param named the only keys that matter, because some organisation names them
     */
    private static SortedMap<String, SortedSet<String>> byKey(
            LinkRule rule, List<CanonicalRecord> accounts, Set<String> named) {
        var byKey = new TreeMap<String, SortedSet<String>>();
        for (CanonicalRecord account : accounts) {
            for (String key : keys(rule, account)) {
                if (named.contains(key)) {
                    byKey.computeIfAbsent(key, unused -> new TreeSet<>()).add(account.ref().id());
                }
            }
        }
        return byKey;
    }

    private static SortedSet<String> keys(LinkRule rule, CanonicalRecord account) {
        var keys = new TreeSet<String>();
        switch (rule) {
            case LinkRule.AccountId unused -> {
                String id = account.ref().id();
                keys.add(id);
                // Salesforce shows people ids without the three characters that guard their case.
                keys.add(id.length() == SHORT_ID + 3 ? id.substring(0, SHORT_ID) : id);
            }
            case LinkRule.SameKey key -> addUnlessBlank(keys, folded(account.text(key.field())));
            case LinkRule.SameDomain domain -> {
                String text = account.text(domain.field());
                addUnlessBlank(keys, text == null ? "" : Domains.own(text));
            }
        }
        return keys;
    }

    /** A key as it is compared: letter case and blanks around it set aside; empty for none. */
    public static String folded(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
