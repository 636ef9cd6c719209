package dev.baton.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Change SCORE =
            new Change("Account", "001A", "Score__c", new BigDecimal("70"), new BigDecimal("68"));
    private static final Change BAND = new Change("Account", "001A", "Band__c", null, "Yellow");
    private static final Change OTHER = new Change("Account", "0010", "Band__c", "Red", "Green");
    private static final Change TASK = new Change("Task", "0009", "Subject", "x", null);

    @Test
    void changesAreSortedByObjectKeyAndField() {
        assertThat(plan(TASK, SCORE, BAND, OTHER).changes())
                .containsExactly(OTHER, BAND, SCORE, TASK);
    }

    @Test
    void theHashIsTheSameInAnyOrderAndForEverySpellingOfAValue() {
        assertThat(plan(TASK, SCORE, BAND).hash()).isEqualTo(plan(BAND, TASK, SCORE).hash());
        var spelledOtherwise =
                new Change(
                        "Account",
                        "001A",
                        "Score__c",
                        new BigDecimal("70.0"),
                        new BigDecimal("6.8E+1"));
        assertThat(plan(spelledOtherwise).hash()).isEqualTo(plan(SCORE).hash());
    }

    @Test
    void theHashDiffersWithAnythingThatIsWrittenOrItWasMadeWith() {
        List<Plan> all =
                List.of(
                        plan(),
                        plan(SCORE),
                        plan(SCORE, BAND),
                        plan(new Change("Contact", "001A", "Score__c", number(70), number(68))),
                        plan(new Change("Account", "001B", "Score__c", number(70), number(68))),
                        plan(new Change("Account", "001A", "Score2__c", number(70), number(68))),
                        plan(new Change("Account", "001A", "Score__c", number(71), number(68))),
                        plan(new Change("Account", "001A", "Score__c", null, number(68))),
                        plan(new Change("Account", "001A", "Score__c", "70", number(68))),
                        plan(new Change("Account", "001A", "Score__c", number(70), number(69))),
                        plan(new Change("Account", "001A", "Score__c", number(70), null)),
                        plan(new Change("Account", "001", "AScore__c", number(70), number(68))),
                        new Plan(List.of(SCORE), "mappings 2", "model"),
                        new Plan(List.of(SCORE), "mappings", "model 2"),
                        new Plan(List.of(SCORE), "mappingsm", "odel"));
        assertThat(all.stream().map(Plan::hash)).doesNotHaveDuplicates();
    }

    @Test
    void theHashStaysWhatItWasWhenPlansWereSaved() throws Exception {
        // A saved plan must stay runnable: each text with its length before it, in this order.
        String written = "6:plan 18:mappings5:model7:Account4:001A8:Score__c9:number:709:number:68";
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(written.getBytes(StandardCharsets.UTF_8));
        assertThat(plan(SCORE).hash()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(plan(SCORE).hash())
                .isEqualTo("3fe1cf8b179a830e1b3a4f2e5cee9611df9a607efe0f2122d7bfb78f1d4af7b0");
    }

    @Test
    void whatRecordsWouldHoldIsToldByObject() {
        Plan plan = plan(SCORE, BAND, TASK);
        assertThat(plan.after("Account"))
                .isEqualTo(Map.of("001A", fields("Score__c", number(68), "Band__c", "Yellow")));
        assertThat(plan.after("Contact")).isEmpty();
        assertThat(plan.touched("Account")).isEqualTo(1);
    }

    @Test
    void recordsAreInOrder() {
        assertThat(plan(TASK, SCORE, OTHER, BAND).byRecord().toString())
                .startsWith("{Account={0010=[")
                .contains(", 001A=[")
                .contains("Task={0009=[");
        assertThat(plan(TASK, SCORE, OTHER, BAND).touched()).isEqualTo(3);
    }

    @Test
    void oneFieldChangesOnce() {
        var again = new Change("Account", "001A", "Score__c", number(70), number(1));
        assertThatThrownBy(() -> plan(SCORE, BAND, again))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two changes of one field: Score__c");
    }

    @Test
    void everyKindOfValueStaysWhatItIs() {
        String words = "ä−😀".repeat(30_000);
        List<@Nullable Object> values =
                Arrays.asList(
                        null,
                        "",
                        "a\nb",
                        words,
                        "half a pair \uD83D",
                        true,
                        false,
                        new BigDecimal("7.10"),
                        new BigDecimal("1E+3"),
                        LocalDate.parse("2026-02-28"),
                        LocalDate.MIN,
                        Instant.parse("2026-02-28T12:00:00.000000001Z"),
                        Instant.MIN);
        var changes = new ArrayList<Change>();
        for (int i = 0; i < values.size(); i++) {
            Object before = values.get(values.size() - 1 - i);
            changes.add(
                    new Change("Account", "001A", "F%02d__c".formatted(i), before, values.get(i)));
        }
        assertThat(new Plan(changes, "mappings", "model").changes())
                .containsExactlyElementsOf(changes);
    }

    @Test
    void aChangeIsFoundByItsPlace() {
        List<Change> changes = plan(TASK, SCORE, BAND, OTHER).changes();
        assertThat(changes.get(0)).isEqualTo(OTHER);
        assertThat(changes.get(2)).isEqualTo(SCORE);
        assertThat(changes.get(3)).isEqualTo(TASK);
        assertThatThrownBy(() -> changes.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aRecordIsAddedOnceAndAlone() {
        var collector = new PackedChanges.Collector();
        assertThatThrownBy(() -> collector.add(List.of(SCORE, OTHER)))
                .isInstanceOf(IllegalArgumentException.class);
        collector.add(List.of(SCORE));
        collector.add(List.of(BAND));
        assertThatThrownBy(collector::packed)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the changes of one record in two parts: 001A");
    }

    @Test
    void textsDoNotRunTogetherInADigest() {
        assertThat(Digests.of(List.of("ab", "c"))).isNotEqualTo(Digests.of(List.of("a", "bc")));
        assertThat(Digests.of(List.of("a"))).isNotEqualTo(Digests.of(List.of("a", "")));
        assertThat(Digests.of(Collections.emptyList()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    private static Plan plan(Change... changes) {
        return new Plan(List.of(changes), "mappings", "model");
    }

    private static BigDecimal number(int number) {
        return BigDecimal.valueOf(number);
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        var fields = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new LinkedHashMap<>(fields);
    }
}
