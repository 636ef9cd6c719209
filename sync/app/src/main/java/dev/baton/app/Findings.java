package dev.baton.app;

import dev.baton.port.Finding;
import java.util.List;
import java.util.Locale;

/** Findings as people and scripts read them. */
final class Findings {
    private Findings() {}

    /** "mappings/model.yaml:12:5: unknown key wieght in a score — did you mean weight?" */
    static String told(Finding finding) {
        return finding.where() + ": " + finding.what() + " — " + finding.fix();
    }

    static boolean anyError(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** Prints them all, and in words what they come to. */
    static void tell(Output output, List<Finding> findings, String verdict) {
        var document = new Documents.Problems(findings.stream().map(Problem::of).toList());
        if (!output.json(document)) {
            findings.forEach(
                    finding ->
                            output.line(Documents.word(finding.severity()) + "  " + told(finding)));
            output.line(verdict);
        }
    }

    /** As {@code check --json} lists it. */
    record Problem(String severity, String where, String what, String fix) {
        static Problem of(Finding finding) {
            return new Problem(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.where(),
                    finding.what(),
                    finding.fix());
        }
    }
}
