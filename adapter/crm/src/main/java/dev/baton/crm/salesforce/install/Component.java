package dev.baton.crm.salesforce.install;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing of the package that the Metadata API names: a field, an object, a permission set.
 *
 * @param id what it is called
 * @param content what is deployed of it
 */
public record Component(Id id, Content content) {

    /**
     * What the Metadata API calls it.
     *
     * @param type {@code CustomField}
     * @param name {@code Account.Baton_Score__c}
     */
    public record Id(String type, String name) implements Comparable<Id> {
        private static final Comparator<Id> ORDER =
                Comparator.comparing(Id::type).thenComparing(Id::name);

        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }

        /** The object that a part belongs to, {@code Account}; empty for what stands by itself. */
        public String parent() {
            boolean part = SourceFormat.PARTS.containsValue(type);
            return part ? name.substring(0, name.indexOf('.')) : "";
        }

        /** The name without its parent. */
        public String shortName() {
            return name.substring(name.indexOf('.') + 1);
        }

        @Override
        public String toString() {
            return type + " " + name;
        }
    }

    /** What is deployed. */
    sealed interface Content {

        /** Files of its own, by their path in the zip. */
        record Files(SortedMap<String, String> files) implements Content {
            public Files {
                files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
            }
        }

        /**
         * An element of a file that it shares with others.
         *
         * @param tag the element's name, {@code fields}; empty for what stands directly in the
         *     root, which are an object's own settings
         * @param xml what stands in the element
         */
        record Element(Container container, String tag, String xml) implements Content {}
    }

    /**
     * A file of several components.
     *
     * @param path in the zip
     * @param root the name of its root element
     */
    record Container(String path, String root) {}

    /** Whether it is a field that a formula fills. */
    public boolean isFormula() {
        return id.type().equals("CustomField") && text().contains("<formula>");
    }

    /** The same with a word of its text replaced by a value. */
    Component replacing(String word, String value) {
        return switch (content) {
            case Content.Element element -> this;
            case Content.Files files -> {
                var replaced = new TreeMap<String, String>();
                files.files()
                        .forEach((path, text) -> replaced.put(path, text.replace(word, value)));
                yield new Component(id, new Content.Files(replaced));
            }
        };
    }

    /** SHA-256 of the content, in hexadecimal: another version of the component has another one. */
    public String digest() {
        try {
            byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String text() {
        return switch (content) {
            case Content.Element element -> element.tag() + "\n" + element.xml();
            case Content.Files files -> {
                var text = new StringBuilder();
                for (Map.Entry<String, String> file : files.files().entrySet()) {
                    text.append(file.getKey()).append('\n').append(file.getValue()).append('\0');
                }
                yield Objects.requireNonNull(text.toString());
            }
        };
    }
}
