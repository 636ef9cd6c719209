package dev.baton.sandbox.salesforce.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FieldValuesTest {
    private static final List<String> NAMES = List.of("Id", "Name", "Type", "Industry", "Phone");
    private static final long SEED = 20_260_301;

    @Test
    void itHoldsWhatAnyMapWouldHold() {
        Random random = new Random(SEED);
        FieldValues.Names names = new FieldValues.Names();
        for (int round = 0; round < 200; round++) {
            Map<String, @Nullable Object> expected = new LinkedHashMap<>();
            Map<String, @Nullable Object> actual = new FieldValues(names);
            for (int step = 0; step < 30; step++) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                Object value = random.nextInt(4) == 0 ? null : random.nextInt(10);
                switch (random.nextInt(4)) {
                    case 0 -> assertThat(actual.remove(name)).isEqualTo(expected.remove(name));
                    case 1 ->
                            assertThat(actual.putIfAbsent(name, value))
                                    .isEqualTo(expected.putIfAbsent(name, value));
                    default ->
                            assertThat(actual.put(name, value))
                                    .isEqualTo(expected.put(name, value));
                }
                assertThat(actual).as("seed " + SEED).isEqualTo(expected);
                assertThat(actual.size()).isEqualTo(expected.size());
                assertThat(actual.containsKey(name)).isEqualTo(expected.containsKey(name));
            }
        }
    }

    @Test
    void recordsThatShareNamesDoNotShareValues() {
        FieldValues.Names names = new FieldValues.Names();
        Map<String, @Nullable Object> one = new FieldValues(names);
        one.put("Name", "Acme");
        Map<String, @Nullable Object> other = FieldValues.beside(one);

        other.put("Type", null);

        assertThat(one).containsOnlyKeys("Name");
        assertThat(other).containsOnlyKeys("Type");
        other.clear();
        assertThat(other).isEmpty();
    }
}
