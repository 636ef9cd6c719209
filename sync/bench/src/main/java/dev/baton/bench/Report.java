package dev.baton.bench;

import java.util.List;

/** The page that the bench writes. */
record Report(Scale scale, long seed, int rounds, String machine, List<Line> lines, Heap heap) {

    /** Live heap in MB, of the company and of one ten times smaller. */
    record Heap(double whole, double tenth) {}

    String markdown() {
        var text = new StringBuilder();
        text.append("# Performance\n\n");
        text.append("Written by `./baton bench --scale ");
        text.append(scale.name().toLowerCase(java.util.Locale.ROOT)).append("`; do not edit.\n\n");
        text.append("A generated company of ");
        text.append(
                String.format(
                        java.util.Locale.ROOT,
                        "%,d accounts, %,d opportunities and %,d tickets",
                        scale.size().accounts(),
                        scale.size().opportunities(),
                        scale.size().tickets()));
        text.append(", seed ").append(seed).append("; medians of ").append(rounds);
        text.append(rounds == 1 ? " round" : " rounds")
                .append(" in which floor and Baton take turns.\n");
        text.append(machine).append("\n\n");
        text.append("| what | Baton | floor | ratio | aim | |\n|---|---|---|---|---|---|\n");
        lines.forEach(line -> text.append(line.markdown()).append('\n'));
        text.append(heapLine()).append("\n\n").append(LEGEND);
        return text.toString();
    }

    private String heapLine() {
        return new Line(
                        "Peak live heap of a first sync, beside a tenth of the company",
                        heap.whole(),
                        heap.tenth(),
                        "MB",
                        1.2,
                        heap.whole() <= 512 ? "aim ≤ 512 MB, met" : "aim ≤ 512 MB, **missed**")
                .markdown();
    }

    private static final String LEGEND =
            """
            What the floors are:
            - **Pull:** a program that downloads the same pages from the same server, parses them token by
              token and inserts each row as it came into SQLite with the same settings, one transaction a page.
            - **Plan, rescore:** an ordered read of all landed rows in force, every column, walking through
              each row's JSON. Planning also words reasons and compares with what the CRM holds.
            - **Push:** the same values in the same batches, sent and read back, no ledger, no answer understood.
            - **DuckDB:** the model's ticket measures in SQL over typed columns in memory; loading not counted.
            - **Start:** a JDK program that prints one word.

            Server, floor and Baton are three processes on the machine named above; Baton runs with `-Xmx512m`.
            Live heap is what a collection leaves that is forced every half second, in a run of its own.
            """;
}
