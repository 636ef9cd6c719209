package dev.baton.mappings.yaml;

import dev.baton.port.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything found wrong so far, in the order of files and places. */
public final class Problems {
    private record Entry(String file, Position at, Finding finding) {}

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::file).thenComparing(Entry::at);

    private final List<Entry> entries = new ArrayList<>();

    public InFile in(String file) {
        return new InFile(this, file);
    }

    /** What makes the folder unusable. */
    public List<Finding> errors() {
        return of(Finding.Severity.ERROR);
    }

    /** What deserves a look. */
    public List<Finding> warnings() {
        return of(Finding.Severity.WARNING);
    }

    private List<Finding> of(Finding.Severity severity) {
        return entries.stream()
                .sorted(ORDER)
                .map(Entry::finding)
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** The problems of one file. */
    public static final class InFile {
        private final Problems all;
        private final String file;
        private int errors;

        private InFile(Problems all, String file) {
            this.all = all;
            this.file = file;
        }

        public String file() {
            return file;
        }

        /** Whether nothing wrong was told through this object. */
        public boolean clean() {
            return errors == 0;
        }

        public void error(Position at, String what, String fix) {
            errors++;
            add(Finding.Severity.ERROR, at, what, fix);
        }

        public void warning(Position at, String what, String fix) {
            add(Finding.Severity.WARNING, at, what, fix);
        }

        private void add(Finding.Severity severity, Position at, String what, String fix) {
            all.entries.add(new Entry(file, at, new Finding(severity, place(at), what, fix)));
        }

        /** A place as people and editors read it: {@code sources/ticket.yaml:8:12}. */
        public String place(Position at) {
            return file + ":" + at.line() + ":" + at.column();
        }
    }
}
