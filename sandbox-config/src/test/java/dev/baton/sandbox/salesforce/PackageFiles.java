package dev.baton.sandbox.salesforce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The package's files, without what its tests and editors put beside them. */
final class PackageFiles {
    private PackageFiles() {}

    /** Of every package directory, sorted. */
    static List<Path> all() {
        List<Path> files = new ArrayList<>();
        for (String directory : List.of("force-app", "dashboard", "translations")) {
            files.addAll(under(directory));
        }
        return List.copyOf(files);
    }

    /** Those that are metadata below a folder, sorted; none where there is no such folder. */
    static List<Path> under(String folder) {
        Path root = TestOrg.packageDir().resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The name after a folder's in a file's path: of {@code …/objects/Account/fields/A} Account.
     */
    static String below(String folder, Path file) {
        List<String> names = new ArrayList<>();
        file.forEach(name -> names.add(name.toString()));
        return names.get(names.lastIndexOf(folder) + 1);
    }

    static Element root(Path file) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        try {
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    static Element root(String path) {
        return root(TestOrg.packageDir().resolve(path));
    }

    static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                found.add(child);
            }
        }
        return found;
    }

    /** The text of a child element, empty without one. */
    static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
    }
}
