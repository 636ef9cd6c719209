package dev.baton.engine;

import dev.baton.port.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Replaces personal data by a keyed hash before it is stored: the same address gives the same hash,
 * and nobody without the key can try addresses out (invariant 12). HMAC-SHA-256, hexadecimal, over
 * the trimmed lower-case text.
 */
public final class PersonalData {
    private static final String ALGORITHM = "HmacSHA256";
    private final SecretKeySpec key;

    /**
     * Hashes with this key.
     *
     * @param key at least 32 characters, kept outside the state
     */
    public PersonalData(Secret key) {
        this.key = new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The record with the texts at these dotted paths hashed, also within lists. */
    public Map<String, @Nullable Object> hide(
            Map<String, @Nullable Object> fields, Collection<String> paths) {
        Map<String, @Nullable Object> hidden = fields;
        for (String path : paths) {
            hidden = hide(hidden, path.split("\\.", -1), 0);
        }
        return hidden;
    }

    private Map<String, @Nullable Object> hide(
            Map<String, @Nullable Object> fields, String[] path, int depth) {
        String name = path[depth];
        if (!fields.containsKey(name)) {
            return fields;
        }
        var copy = new LinkedHashMap<String, @Nullable Object>(fields);
        copy.put(name, hideValue(fields.get(name), path, depth + 1));
        return copy;
    }

    @SuppressWarnings("unchecked") // JSON objects have String keys
    private @Nullable Object hideValue(@Nullable Object value, String[] path, int depth) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map when depth < path.length ->
                    hide((Map<String, @Nullable Object>) map, path, depth);
            case Iterable<?> list -> hideAll(list, path, depth);
            case Object leaf -> hash(leaf.toString());
        };
    }

    private Object hideAll(Iterable<?> list, String[] path, int depth) {
        var hidden = new ArrayList<@Nullable Object>();
        list.forEach(each -> hidden.add(hideValue(each, path, depth)));
        return hidden;
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] bytes = text.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
