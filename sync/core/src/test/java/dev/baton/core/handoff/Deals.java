package dev.baton.core.handoff;

import dev.baton.core.Given;
import dev.baton.core.measure.Milestone;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A deal written down in a few lines, and the rules that tests hand it over by. */
final class Deals {
    static final String DEAL = "006000000000001AAA";
    static final String REP = "005000000000001AAA";
    static final String CSM = "005000000000002AAA";
    static final String LEAD = "005000000000009AAA";

    static final Vocabulary VOCABULARY =
            Vocabulary.standard()
                    .with(RecordType.OPPORTUNITY, List.of(FieldSpec.state("pain", FieldType.TEXT)));

    static final Predicate WON =
            new Predicate.Compare("stage", Comparator.IS, new Value.Text("Won"));

    static final Item GOALS =
            item("goals", Closer.SALES_OWNER, new Evidence.Noted(HandoffField.GOALS));
    static final Item PAIN =
            item("pain", Closer.SALES_OWNER, new Evidence.OfField(RecordType.OPPORTUNITY, "pain"));
    static final Item BUYER =
            item(
                    "buyer",
                    Closer.SALES_OWNER,
                    new Evidence.OfRecord(
                            RecordType.STAKEHOLDER,
                            new Predicate.Compare(
                                    "role", Comparator.IS, new Value.Text("Economic Buyer"))));

    private final Map<String, Value> fields = new TreeMap<>();
    private final List<CanonicalRecord> around = new ArrayList<>();
    private final EnumSet<RecordType> observed = EnumSet.of(RecordType.OPPORTUNITY);
    private final Map<HandoffField, @Nullable Object> held = new EnumMap<>(HandoffField.class);
    private Instant created = Instant.parse("2026-01-01T00:00:00Z");
    private boolean exists;

    /** A deal that was won on 2 March 2026, a Monday. */
    static Deals won() {
        return new Deals()
                .with("stage", Given.text("Won"))
                .with("sales_owner", Given.text(REP))
                .with("won_at", Given.moment("2026-03-02T10:00:00Z"));
    }

    static Item item(String name, Closer closer, Evidence evidence) {
        return new Item(name, "What about " + name, closer, evidence, List.of(), List.of());
    }

    static HandoffRules rules(Item... items) {
        return new HandoffRules(
                new Opening(WON, "won_at", LocalDate.parse("2026-01-01")),
                5,
                new Milestone(RecordType.ACTIVITY, new Predicate.Always(), "held_at"),
                new Milestone(RecordType.USAGE, new Predicate.Always(), "on"),
                new TreeMap<>(Map.of(HandoffField.PAINS, "pain")),
                Answers.STANDARD,
                new Assignment("csm", List.of(), LEAD),
                List.of(items));
    }

    Deals with(String field, Value value) {
        fields.put(field, value);
        return this;
    }

    Deals without(String field) {
        fields.remove(field);
        return this;
    }

    Deals created(String instant) {
        created = Instant.parse(instant);
        return this;
    }

    Deals observing(RecordType type, CanonicalRecord... records) {
        observed.add(type);
        around.addAll(List.of(records));
        return this;
    }

    Deals held(HandoffField field, Object value) {
        held.put(field, value);
        exists = true;
        return this;
    }

    HeldHandoff held() {
        return new HeldHandoff(exists, held);
    }

    static CanonicalRecord record(
            RecordType type, String id, String created, Map<String, Value> fields) {
        Instant at = Instant.parse(created);
        return new CanonicalRecord(
                type, new RecordRef("salesforce", type.word(), id), at, at, fields);
    }

    Optional<Handoff> on(String instant, HandoffRules rules) {
        Instant asOf = Instant.parse(instant);
        var deal =
                new CanonicalRecord(
                        RecordType.OPPORTUNITY,
                        new RecordRef("salesforce", "Opportunity", DEAL),
                        created,
                        created,
                        fields);
        CanonicalRecord account = Given.account("2026-01-01T00:00:00Z");
        var facts = new AccountFacts(account, around, observed);
        return Seen.at(asOf, deal, VOCABULARY)
                .flatMap(
                        seen ->
                                Handoff.of(
                                        rules,
                                        new Subject(seen, facts, held(), asOf, VOCABULARY),
                                        ZoneOffset.UTC));
    }
}
