package dev.baton.bench;

import java.util.List;

/** The page that the bench writes. */
record Report(Scale scale, long seed, int rounds, String machine, List<Line> lines) {

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
        text.append('\n').append(LEGEND);
        return text.toString();
    }

    private static final String LEGEND =
            """
            What the floors are:
            - **Pull:** a program that downloads the same pages from the same server, parses them token by
              token and inserts each row as it came into SQLite with the same settings, one transaction a page.
            - **Plan, rescore:** an ordered read of all landed rows in force, every column, walking through
              each row's JSON, from a copy in the open: opening what is closed is Baton's cost. Planning
              also words reasons and compares with what the CRM holds.
            - **One changed account:** a read of the account's tickets. Who the accounts are is in memory
              for both, as in the daemon when a change wakes it; calls to the CRM are left out.
            - **Push:** the same values in the same batches, sent and read back, no ledger, no answer understood.
            - **DuckDB:** the model's ticket measures in SQL over typed columns in memory; loading not counted.
            - **Start:** a JDK program that prints one word.

            Server, floor and Baton are three processes on the machine named above, all with the launcher's
            JVM settings. Baton runs with `-Xmx512m`, a first sync of more than 150,000 accounts with
            `-Xmx3g`: its plan of every field of every account is held in memory, so its heap grows with
            the accounts that change and with what is said of each, not with their tickets.
            Live heap is what forced collections leave, in runs of their own.
            """;
}
