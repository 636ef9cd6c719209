package dev.baton.bench.subject;

import dev.baton.bench.Figures;
import java.nio.file.Path;

/**
 * One job in a process of its own. Arguments: {@code sync}, {@code heap} (of a sync), {@code
 * heap_later} (of a sync that finds little new), {@code rescore}, {@code one} (account changed) or
 * {@code copy} (in the open); URL; mapping folder; file of the state; with {@code copy} the file to
 * make.
 */
public final class RunSubject {
    /** Of single accounts; the first hundreds only warm up. */
    private static final int CHANGES = 1_000;

    private RunSubject() {}

    public static void main(String[] args) throws Exception {
        var subject = new Subject(args[1], Path.of(args[2]), Path.of(args[3]));
        switch (args[0]) {
            case "sync" -> tell(subject.sync(true));
            case "heap" -> heap(subject, true);
            case "heap_later" -> heap(subject, false);
            case "rescore" -> rescore(subject);
            case "one" -> one(subject);
            case "copy" -> subject.copyPlain(Path.of(args[4]));
            default -> throw new IllegalArgumentException("no such job");
        }
        Figures.tell("cpu_seconds", Figures.processorSeconds());
    }

    private static void tell(Subject.Synced synced) {
        Figures.tell("accounts", synced.accounts());
        Figures.tell("changes", synced.changes());
        Figures.tell("parked", synced.parked());
        Figures.tell("written", synced.written());
        Figures.tell("failed", synced.failed());
        Figures.tell("land_seconds", synced.landSeconds());
        tell("pull", synced.pull());
        tell("plan", synced.plan());
        tell("push", synced.push());
    }

    private static void tell(String job, Subject.Took took) {
        Figures.tell(job + "_seconds", took.seconds());
        Figures.tell(job + "_cpu_seconds", took.processor());
    }

    private static void heap(Subject subject, boolean push) throws Exception {
        try (LiveHeap heap = LiveHeap.watching()) {
            tell(subject.sync(push));
            Figures.tell("heap_megabytes", heap.peakMegabytes());
        }
    }

    private static void one(Subject subject) throws Exception {
        Subject.Changed changed = subject.change(CHANGES);
        Figures.tell("changes", changed.changes());
        Figures.tell("one_ms", 1_000 * changed.planned());
        Figures.tell("one_slow_ms", 1_000 * changed.slow());
        Figures.tell("one_read_ms", 1_000 * changed.read());
    }

    private static void rescore(Subject subject) {
        long start = System.nanoTime();
        Figures.tell("accounts", subject.rescore());
        Figures.tellSince("rescore", start);
    }
}
