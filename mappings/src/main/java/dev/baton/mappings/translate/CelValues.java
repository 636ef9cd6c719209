package dev.baton.mappings.translate;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return new View(raw);
    }

    /** A map seen as CEL wants it; what no expression asks for is never turned. */
    private static final class View extends AbstractMap<Object, Object> {
        private final Map<?, ?> raw;

        View(Map<?, ?> raw) {
            this.raw = raw;
        }

        @Override
        public boolean containsKey(Object key) {
            return raw.containsKey(key);
        }

        @Override
        public @Nullable Object get(Object key) {
            Object value = raw.get(key);
            return value != null || raw.containsKey(key) ? of(value) : null;
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            var all = new LinkedHashMap<>();
            raw.forEach((key, value) -> all.put(key, of(value)));
            return all.entrySet();
        }
    }
}
