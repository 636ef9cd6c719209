package dev.baton.mappings.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.core.model.FieldType;
import dev.baton.mappings.translate.Expression.Compiled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whatever an admin writes and a record holds: a value, nothing, or a reason without the value. An
 * input is the record as JSON on the first line, then the expression.
 */
class ExpressionFuzzTest {
    private static final Instant CREATED = Instant.parse("2013-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};
    private static final Map<String, List<String>> CHILDREN =
            Map.of("events", List.of("metric", "time"));

    @FuzzTest
    void anExpressionIsRefusedOrEndsInAnOutcome(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        Map<String, @Nullable Object> fields = record(parts[0]);
        if (parts.length < 2 || fields == null) {
            return;
        }
        var raw = new Raw("1", CREATED, CREATED.plusSeconds(60), fields);
        for (FieldType type : FieldType.values()) {
            switch (Expression.compile(parts[1], CHILDREN, type)) {
                case Compiled.Good(Expression expression) ->
                        isTold(expression.evaluate(raw, Map.of("events", List.of(raw))));
                case Compiled.Bad(List<Expression.Mistake> mistakes) ->
                        assertThat(mistakes).isNotEmpty().allSatisfy(ExpressionFuzzTest::isPlaced);
            }
        }
    }

    private static void isTold(Outcome<Object> outcome) {
        if (outcome instanceof Outcome.Wrong<Object>(String reason)) {
            assertThat(reason).startsWith("the expression");
        }
    }

    private static void isPlaced(Expression.Mistake mistake) {
        assertThat(mistake.line()).isPositive();
        assertThat(mistake.column()).isPositive();
        assertThat(mistake.what()).isNotBlank().doesNotContain("Exception", "dev.cel");
    }

    private static @Nullable Map<String, @Nullable Object> record(String json) {
        try {
            return JSON.readValue(json, OBJECT);
        } catch (JsonProcessingException none) {
            return null;
        }
    }
}
