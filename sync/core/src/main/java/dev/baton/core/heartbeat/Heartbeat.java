package dev.baton.core.heartbeat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run that went to its end tells of itself.
 *
 * @param runAt the CRM's clock at its pull
 * @param scored accounts with a score
 * @param unknown accounts without
 * @param written records that the CRM took
 * @param failed records that it refused
 * @param quarantined records that are set aside now
 * @param ledgerHead the last line's digest, 64 hexadecimal digits
 */
public record Heartbeat(
        Instant asOf,
        Instant runAt,
        String model,
        int scored,
        int unknown,
        int written,
        int failed,
        int quarantined,
        String ledgerHead) {

    /** The day whose row it belongs to, UTC. */
    public static LocalDate day(Instant runAt) {
        return LocalDate.ofInstant(runAt, ZoneOffset.UTC);
    }

    /** The upsert key: a day has one row. */
    public String key() {
        return day(runAt).toString();
    }

    /**
     * Whether there is anything to tell: a day's first run always has, a later one only when it
     * wrote or tried to. An idle cycle is silent (invariant 10).
     *
     * @param isFirst whether the day has no row yet
     */
    public boolean isDue(boolean isFirst) {
        return isFirst || written > 0 || failed > 0;
    }

    /**
     * What the day's row is to hold.
     *
     * @param before what it holds, empty before the day's first run
     */
    public Map<HeartbeatField, Object> values(
            Map<HeartbeatField, ? extends @Nullable Object> before) {
        var values = new EnumMap<HeartbeatField, Object>(HeartbeatField.class);
        for (HeartbeatField field : HeartbeatField.values()) {
            Object now = value(field);
            values.put(
                    field,
                    field.adds()
                                    && now instanceof BigDecimal more
                                    && before.get(field) instanceof BigDecimal sum
                            ? sum.add(more)
                            : now);
        }
        return values;
    }

    private Object value(HeartbeatField field) {
        return switch (field) {
            case AS_OF -> asOf;
            case LAST_RUN_AT -> runAt;
            case MODEL -> model;
            case ACCOUNTS_SCORED -> BigDecimal.valueOf(scored);
            case ACCOUNTS_UNKNOWN -> BigDecimal.valueOf(unknown);
            case RECORDS_WRITTEN -> BigDecimal.valueOf(written);
            case RECORDS_FAILED -> BigDecimal.valueOf(failed);
            case RECORDS_QUARANTINED -> BigDecimal.valueOf(quarantined);
            case LEDGER_HEAD -> ledgerHead;
        };
    }
}
