package dev.baton.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The marketplace's export as tests read it: none of its usage or outcome cells holds a comma. */
record MarketplaceExport(Path folder) {

    /** Who left, of those that sold something in the quarter that ends on this day. */
    SortedMap<String, Boolean> outcomes(String day) throws IOException {
        var left = new TreeMap<String, Boolean>();
        for (String[] row : rows("outcomes.csv")) {
            if (row[1].equals(day)) {
                left.put(row[0], Boolean.valueOf(row[2]));
            }
        }
        return left;
    }

    /** A metric by seller, of the quarter that ends on this day. */
    SortedMap<String, Double> usage(String day, String metric) throws IOException {
        var values = new TreeMap<String, Double>();
        for (String[] row : rows("usage.csv")) {
            if (row[1].equals(day) && row[2].equals(metric)) {
                values.put(row[0], Double.valueOf(row[3]));
            }
        }
        return values;
    }

    /** Whoever has any figure up to this day. */
    SortedSet<String> everActive(String day) throws IOException {
        var sellers = new TreeSet<String>();
        for (String[] row : rows("usage.csv")) {
            if (row[1].compareTo(day) <= 0) {
                sellers.add(row[0]);
            }
        }
        return sellers;
    }

    private List<String[]> rows(String file) throws IOException {
        try (var lines = Files.lines(folder.resolve(file))) {
            return lines.skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    /** A copy in which the org's own fields and the metrics have other names. */
    MarketplaceExport renamedTo(Path copy) throws IOException {
        Files.createDirectories(copy.resolve("salesforce"));
        for (String object : List.of("Account.csv", "Opportunity.csv", "User.csv")) {
            String text = Files.readString(folder.resolve("salesforce").resolve(object));
            int header = text.indexOf('\n');
            Files.writeString(
                    copy.resolve("salesforce").resolve(object),
                    renamedFields(text.substring(0, header)) + text.substring(header));
        }
        String usage = Files.readString(folder.resolve("usage.csv"));
        Files.writeString(
                copy.resolve("usage.csv"),
                usage.replaceAll("(?m)^([^,]*,[0-9-]+),([a-z_]+),", "$1,other_$2,"));
        return new MarketplaceExport(copy);
    }

    /** {@code Size_Tier__c} becomes {@code Other_Size_Tier__c}; our own fields keep their names. */
    static String renamedFields(String text) {
        return text.replaceAll("\\b(?!Baton_)(\\w+__c)\\b", "Other_$1");
    }

    /**
     * The mapping's side of the same; where results go are fields of ours, which keep their names.
     */
    static String renamed(String mapping) {
        if (mapping.contains("\nsnapshots:")) {
            return mapping;
        }
        return renamedFields(mapping)
                .replaceAll("field: metric, is: (\\w+)", "field: metric, is: other_$1")
                .replaceAll(
                        "field: metric, in: \\[(\\w+), (\\w+)]",
                        "field: metric, in: [other_$1, other_$2]");
    }
}
