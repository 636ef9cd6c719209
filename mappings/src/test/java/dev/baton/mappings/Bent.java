package dev.baton.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The example with something put in the place of something else.
 *
 * @param told what has to be told of it, one line a problem
 */
record Bent(String name, List<Change> changes, List<String> told) {
    /** What was there and what is there now. */
    record Change(String file, String was, String is) {}

    SortedMap<String, String> files() {
        SortedMap<String, String> files = Example.files();
        for (Change change : changes) {
            String text = files.get(change.file());
            if (text == null || !text.contains(change.was())) {
                throw new IllegalStateException(name + ": not found: " + change.was());
            }
            files.put(change.file(), text.replace(change.was(), change.is()));
        }
        return files;
    }

    /** Every block of {@code problems.txt}. */
    static List<Bent> all() {
        return all("problems.txt");
    }

    /** Every block of a file. */
    static List<Bent> all(String file) {
        String table = Example.text(Example.MODULE.resolve("src/test/resources").resolve(file));
        return java.util.Arrays.stream(table.split("\n\n", -1))
                .filter(block -> block.startsWith("= "))
                .map(Bent::block)
                .toList();
    }

    private static Bent block(String block) {
        String name = "";
        var files = new ArrayList<String>();
        var was = new ArrayList<String>();
        var is = new ArrayList<String>();
        var told = new ArrayList<String>();
        for (String line : block.strip().split("\n", -1)) {
            String rest = line.length() > 2 ? line.substring(2) : "";
            switch (line.charAt(0)) {
                case '=' -> name = rest;
                case '@' -> {
                    files.add(rest);
                    was.add("");
                    is.add("");
                }
                case '-' -> append(was, rest);
                case '+' -> append(is, rest);
                case '>' -> told.add(rest);
                default -> throw new IllegalStateException("no such line: " + line);
            }
        }
        var changes = new ArrayList<Change>();
        for (int i = 0; i < files.size(); i++) {
            changes.add(new Change(files.get(i), was.get(i), is.get(i)));
        }
        return new Bent(name, changes, told);
    }

    private static void append(List<String> texts, String line) {
        String text = texts.removeLast();
        texts.add(text.isEmpty() ? line : text + "\n" + line);
    }

    @Override
    public String toString() {
        return name;
    }
}
