package dev.baton.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a measured process tells: {@code name=number} lines on its standard output.
 *
 * @param byName in the unit that the name ends in
 */
public record Figures(SortedMap<String, Double> byName) {

    /** Reads to the end; other lines are passed over. */
    static Figures read(BufferedReader lines) throws IOException {
        var figures = new TreeMap<String, Double>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int equals = line.indexOf('=');
            if (line.matches("[a-z_]+=-?[0-9.]+")) {
                figures.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
            }
        }
        return new Figures(figures);
    }

    /** Tells one figure to whoever started this process. */
    public static void tell(String name, double value) {
        System.out.println(name + "=" + String.format(Locale.ROOT, "%.6f", value));
    }

    /** Tells how long a job took that began at {@link System#nanoTime()}. */
    public static void tellSince(String job, long startNanos) {
        tell(job + "_seconds", (System.nanoTime() - startNanos) / 1e9);
    }

    /** What this process has taken of the processors so far, all threads together. */
    public static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /**
     * One figure.
     *
     * @throws IllegalStateException when the process did not tell it
     */
    public double of(String name) {
        Double value = byName.get(name);
        if (value == null) {
            throw new IllegalStateException("not told: " + name + ", only " + byName.keySet());
        }
        return value;
    }
}
