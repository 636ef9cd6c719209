package dev.baton.sandbox.salesforce.soap;

import java.util.List;
import java.util.Optional;

/**
 * One element of a request, by local name: partner requests are told apart well enough without
 * namespaces.
 *
 * @param text its own text, "" for none
 * @param nil whether it says xsi:nil
 */
record Element(String name, String text, boolean nil, List<Element> children) {
    Element {
        children = List.copyOf(children);
    }

    Optional<Element> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    Optional<String> text(String childName) {
        return child(childName).filter(child -> !child.nil()).map(child -> child.text().strip());
    }

    List<Element> all(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).toList();
    }

    List<String> texts(String childName) {
        return all(childName).stream().map(child -> child.text().strip()).toList();
    }
}
