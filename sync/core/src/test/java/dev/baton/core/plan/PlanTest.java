package dev.baton.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
