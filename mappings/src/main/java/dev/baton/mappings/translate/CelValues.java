package dev.baton.mappings.translate;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON's values as CEL wants them. */
final class CelValues {
    private CelValues() {}

    static Object of(@Nullable Object raw) {
        return switch (raw) {
            case null -> NullValue.NULL_VALUE;
            case Integer number -> number.longValue();
            case BigInteger number -> number.doubleValue();
            case BigDecimal number -> number.doubleValue();
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            default -> raw;
        };
    }

    static boolean isNothing(Object value) {
        return value instanceof NullValue;
    }

    private static List<Object> list(List<?> raw) {
        var list = new ArrayList<>();
        raw.forEach(each -> list.add(of(each)));
        return list;
    }

    private static Map<Object, Object> map(Map<?, ?> raw) {
        var map = new LinkedHashMap<>();
        raw.forEach((key, value) -> map.put(key, of(value)));
        return map;
    }
}
