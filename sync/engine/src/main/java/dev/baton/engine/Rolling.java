package dev.baton.engine;

import dev.baton.core.family.Families;
import dev.baton.core.family.Member;
import dev.baton.core.family.Rolled;
import dev.baton.core.health.RollUp;
import dev.baton.core.health.Scorecard;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Reading;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.mappings.Mappings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What families of accounts come to. Accounts are assessed one by one, in order of id, and one
 * above others may come before those below it: so the members of families are looked at beforehand,
 * and only what the roll-up needs of each is kept. Accounts without a family cost nothing.
 */
final class Rolling {
    private static final Logger LOG = LoggerFactory.getLogger(Rolling.class);
    private static final int TOGETHER = 100;

    private final Derive derive;
    private final Mappings mappings;
    private final RollUp rule;
    private final Instant asOf;
    private final Scorecard scorecard;
    private final Families families;

    /** The customers that belong to a family: where they stand among all. */
    private final Map<String, Integer> places = new HashMap<>();

    private final Map<String, Member> members = new HashMap<>();

    private Rolling(Derive derive, Mappings mappings, RollUp rule, Instant asOf) {
        this.derive = derive;
        this.mappings = mappings;
        this.rule = rule;
        this.asOf = asOf;
        this.scorecard = new Scorecard(mappings.model(), mappings.vocabulary());
        this.families = families();
        List<CanonicalRecord> customers = derive.accounts();
        var belonging = families.members();
        for (int i = 0; i < customers.size(); i++) {
            CanonicalRecord customer = customers.get(i);
            String id = customer.ref().id();
            if (belonging.contains(id)
                    && Seen.at(asOf, customer, mappings.vocabulary()).isPresent()) {
                places.put(id, i);
            }
        }
    }

    /** Null where the model tells nothing of families, or nobody can tell now who is above whom. */
    static @Nullable Rolling of(Derive derive, Mappings mappings, Instant asOf) {
        RollUp rule = mappings.model().rules().rollUp();
        return rule == null
                        || rule.fields().stream()
                                .anyMatch(
                                        field ->
                                                mappings.vocabulary()
                                                        .isHidden(RecordType.ACCOUNT, field))
                ? null
                : new Rolling(derive, mappings, rule, asOf);
    }

    /** One that is no customer may stand between two that are. */
    private Families families() {
        var parents = new TreeMap<String, String>();
        var known = new ArrayList<String>();
        for (CanonicalRecord account : derive.everyone()) {
            String id = account.ref().id();
            known.add(id);
            String parent = parent(account);
            if (parent != null) {
                parents.put(id, parent);
            }
        }
        Families found = Families.of(parents, known);
        if (!found.circling().isEmpty()) {
            LOG.warn(
                    "the parents of {} accounts run in a circle; these count as having none",
                    found.circling().size());
        }
        return found;
    }

    private @Nullable String parent(CanonicalRecord account) {
        return Seen.at(asOf, account, mappings.vocabulary())
                                .map(seen -> seen.read(RollUp.PARENT))
                                .orElse(new Reading.Empty())
                        instanceof Reading.Known(Value.Text(String parent))
                ? parent
                : null;
    }

    /** Looks at the members of all families, for whoever asks of every account. */
    Rolling ofAll() {
        look(places.keySet().stream().sorted().toList());
        return this;
    }

    /** All accounts that are above one. */
    List<String> above(String account) {
        var above = new ArrayList<String>();
        for (String each = families.parent(account); each != null; each = families.parent(each)) {
            above.add(each);
        }
        return above;
    }

    /** Accounts that have another parent than before; a circle that closed takes it from many. */
    Set<String> moved(Rolling before) {
        return families.moved(before.families);
    }

    RollUp rule() {
        return rule;
    }

    /** Null for an account that is above no customer. */
    @Nullable Rolled of(String account) {
        if (!families.isAboveOthers(account) || !places.containsKey(account)) {
            return null;
        }
        List<String> below = families.below(account).stream().filter(places::containsKey).toList();
        if (below.isEmpty()) {
            return null;
        }
        var wanted = new ArrayList<>(below);
        wanted.add(account);
        look(wanted);
        return Rolled.of(
                rule.by(),
                member(account),
                below.stream().filter(this::isMember).map(this::member).toList(),
                mappings.model());
    }

    /** One above others of which nothing is known itself is no user, wherever it stands. */
    private boolean isMember(String account) {
        return !(families.isAboveOthers(account) && member(account).isNoUser());
    }

    private Member member(String account) {
        Member member = members.get(account);
        if (member == null) {
            throw new IllegalArgumentException(account + " is no customer of a family");
        }
        return member;
    }

    private void look(Collection<String> wanted) {
        List<Integer> missing =
                wanted.stream()
                        .filter(each -> !members.containsKey(each))
                        .map(places::get)
                        .toList();
        for (List<Integer> some : Batches.of(missing, TOGETHER)) {
            for (AccountFacts facts :
                    derive.facts(some.stream().map(derive.accounts()::get).toList())) {
                members.put(
                        facts.account().ref().id(),
                        Member.of(facts.account(), scorecard.assess(facts, asOf)));
            }
        }
    }
}
