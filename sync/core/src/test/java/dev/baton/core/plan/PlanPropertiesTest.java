package dev.baton.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.EverySeed;
import dev.baton.core.Seeds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

class PlanPropertiesTest {
    private static final List<String> FIELDS = List.of("A__c", "B__c", "C__c", "D__c");

    @EverySeed
    void aPlanAfterItsOwnApplyIsEmpty(long seed) {
        Random random = Seeds.random(seed);
        var held = records(random);
        var desired = records(random);
        Plan plan = plan(desired, held);
        var after = applied(plan, held);
        assertThat(plan(desired, after).changes()).isEmpty();
        desired.forEach(
                (key, fields) ->
                        fields.forEach(
                                (field, value) ->
                                        assertThat(
                                                        FieldValues.same(
                                                                value(after, key, field), value))
                                                .isTrue()));
    }

    @EverySeed
    void whatIsNotPlannedIsLeftAlone(long seed) {
        Random random = Seeds.random(seed);
        var held = records(random);
        var desired = records(random);
        var after = applied(plan(desired, held), held);
        held.forEach(
                (key, fields) ->
                        fields.forEach(
                                (field, value) -> {
                                    var wanted = desired.get(key);
                                    if (wanted == null || !wanted.containsKey(field)) {
                                        assertThat(value(after, key, field)).isEqualTo(value);
                                    }
                                }));
    }

    @EverySeed
    void planningTwiceIsPlanningOnceInWhateverOrder(long seed) {
        Random random = Seeds.random(seed);
        var held = records(random);
        var desired = records(random);
        Plan once = plan(desired, held);
        Plan again = plan(shuffled(desired, random), shuffled(held, random));
        assertThat(again).isEqualTo(once);
        assertThat(again.hash()).isEqualTo(once.hash());
        var changes = new ArrayList<>(once.changes());
        Collections.shuffle(changes, random);
        assertThat(new Plan(changes, "mappings", "model").hash()).isEqualTo(once.hash());
    }

    @EverySeed
    void aPlanWithoutOneOfItsChangesHasAnotherHash(long seed) {
        Random random = Seeds.random(seed);
        Plan plan = plan(records(random), records(random));
        for (int i = 0; i < plan.changes().size(); i++) {
            var fewer = new ArrayList<>(plan.changes());
            fewer.remove(i);
            assertThat(new Plan(fewer, "mappings", "model").hash()).isNotEqualTo(plan.hash());
        }
    }

    @EverySeed
    void valuesAreSpelledAlikeIfAndOnlyIfTheyAreTheSame(long seed) {
        Random random = Seeds.random(seed);
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < 30; i++) {
            values.add(value(random));
        }
        for (Object left : values) {
            for (Object right : values) {
                assertThat(FieldValues.spelled(left).equals(FieldValues.spelled(right)))
                        .as("%s and %s", left, right)
                        .isEqualTo(FieldValues.same(left, right));
            }
        }
    }

    private static Plan plan(
            Map<String, Map<String, @Nullable Object>> desired,
            Map<String, Map<String, @Nullable Object>> held) {
        var changes = new ArrayList<Change>();
        desired.forEach(
                (key, fields) ->
                        changes.addAll(
                                ThreeWay.compare(
                                                "Account",
                                                key,
                                                fields,
                                                held.getOrDefault(key, Map.of()),
                                                Map.of())
                                        .changes()));
        return new Plan(changes, "mappings", "model");
    }

    private static Map<String, Map<String, @Nullable Object>> applied(
            Plan plan, Map<String, Map<String, @Nullable Object>> held) {
        var after = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        held.forEach((key, fields) -> after.put(key, new LinkedHashMap<>(fields)));
        plan.after("Account")
                .forEach(
                        (key, fields) ->
                                after.computeIfAbsent(key, unused -> new LinkedHashMap<>())
                                        .putAll(fields));
        return after;
    }

    private static @Nullable Object value(
            Map<String, Map<String, @Nullable Object>> records, String key, String field) {
        Map<String, @Nullable Object> fields = records.get(key);
        return fields == null ? null : fields.get(field);
    }

    private static Map<String, Map<String, @Nullable Object>> records(Random random) {
        var records = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (int i = 0; i < random.nextInt(8); i++) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            for (int j = 0; j < random.nextInt(4); j++) {
                fields.put(FIELDS.get(random.nextInt(4)), value(random));
            }
            records.put("00" + random.nextInt(9), fields);
        }
        return records;
    }

    private static <T> Map<String, T> shuffled(Map<String, T> records, Random random) {
        var entries = new ArrayList<>(records.entrySet());
        Collections.shuffle(entries, random);
        var shuffled = new LinkedHashMap<String, T>();
        entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
        return shuffled;
    }

    /** Few different ones, in many spellings. */
    private static @Nullable Object value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new BigDecimal(random.nextInt(4) - 1).setScale(random.nextInt(3));
            case 2 -> random.nextBoolean();
            case 3 -> LocalDate.parse("2026-03-30").plusDays(random.nextInt(2));
            case 4 -> Instant.parse("2026-03-30T00:00:00Z").plusSeconds(random.nextInt(2));
            default -> text(random);
        };
    }

    private static String text(Random random) {
        List<String> parts = List.of("a", "1", "", " ", "\n", "\r\n", "null", "text:", "true");
        var text = new StringBuilder();
        for (int i = 0; i < random.nextInt(4); i++) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }
}
