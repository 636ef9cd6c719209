package dev.baton.port;

import java.time.Duration;

/**
 * What reading a whole stream will take, told before the first row is read.
 *
 * @param rows that the source counts now, deleted ones left out
 * @param way how they will be read, as the vendor calls it: {@code Bulk API 2.0}
 * @param why that way
 * @param calls that count against a daily allowance, about
 * @param time about; an estimate from what vendors usually do, not a promise
 * @param bytes on the wire, about, before compression
 */
public record Forecast(long rows, String way, String why, long calls, Duration time, long bytes) {}
