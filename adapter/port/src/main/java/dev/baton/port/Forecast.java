package dev.baton.port;

import java.time.Duration;

/**
 * What reading a whole stream, or writing many records, will take, told before it begins.
 *
 * @param rows that the source counts now, deleted ones left out; or records to write
 * @param way how they will be read or written, as the vendor calls it: {@code Bulk API 2.0}
 * @param why that way
 * @param calls that count against a daily allowance, about
 * @param time about; an estimate from what vendors usually do, not a promise
 * @param bytes on the wire, about, before compression
 */
public record Forecast(long rows, String way, String why, long calls, Duration time, long bytes) {}
