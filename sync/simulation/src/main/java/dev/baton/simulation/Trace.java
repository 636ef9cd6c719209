package dev.baton.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened, line by line: a digest of all of it, and the last lines as text. */
final class Trace {
    private static final int KEPT = 400;

    private final Deque<String> last = new ArrayDeque<>();
    private long digest = 0xCBF29CE484222325L;
    private long lines;

    void add(String line) {
        lines++;
        for (int i = 0; i < line.length(); i++) {
            digest = (digest ^ line.charAt(i)) * 0x100000001B3L;
        }
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    long digest() {
        return digest ^ lines;
    }

    List<String> lastLines() {
        return List.copyOf(last);
    }
}
