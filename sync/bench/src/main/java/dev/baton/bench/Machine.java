package dev.baton.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** What the figures were measured on. */
record Machine(int cores, double memoryGigabytes, String jdk, String system, double load) {

    static Machine here() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("java.vendor.version") + " " + Runtime.version(),
                system.getName() + " " + system.getArch(),
                system.getSystemLoadAverage());
    }

    private static double memory() throws IOException {
        Path info = Path.of("/proc/meminfo");
        if (!Files.exists(info)) {
            return Double.NaN;
        }
        String total = Files.readAllLines(info).getFirst().replaceAll("\\D", "");
        return Long.parseLong(total) / 1e6;
    }

    /** For the report. */
    String told(LocalDate on) {
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f GB memory, %s, %s, on %s; load average when it began: %.1f.",
                cores,
                memoryGigabytes,
                system,
                jdk,
                on,
                load);
    }
}
