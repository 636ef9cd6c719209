package dev.baton.sandbox.salesforce.xml;

import java.util.List;
import java.util.Optional;

/**
 * One element of a request, by local name: the vendor's requests are told apart well enough without
 * namespaces.
 *
 * @param text its own text, "" for none
 * @param nil whether it says xsi:nil
 * @param type what it says as xsi:type, without its prefix; "" for nothing
 */
public record Element(String name, String text, boolean nil, String type, List<Element> children) {
    public Element {
        children = List.copyOf(children);
    }

    /** One without anything in it. */
    public static Element empty(String name) {
        return new Element(name, "", false, "", List.of());
    }

    public Optional<Element> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    /** The stripped text of a child; nothing where it is missing or nil. */
    public Optional<String> text(String childName) {
        return child(childName).filter(child -> !child.nil()).map(child -> child.text().strip());
    }

    public List<Element> all(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).toList();
    }

    public List<String> texts(String childName) {
        return all(childName).stream().map(child -> child.text().strip()).toList();
    }
}
