package dev.baton.crm.salesforce.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that Baton can add to an org, sorted by type and name. */
public record OrgPackage(List<Component> components) {
    private static final String SHIPPED = "/dev/baton/crm/salesforce/package/sfdx-project.json";

    /** Where a package directory has its metadata. */
    private static final String BELOW = "main/default/";

    public OrgPackage {
        components = List.copyOf(components);
    }

    /**
     * What is wanted of it besides what every org gets.
     *
     * @param languages of the translation bundles, as {@code it}
     * @param dashboard whether the dashboard is wanted, whose figures are seen as its running user
     *     sees them
     */
    public record Choice(SortedSet<String> languages, boolean dashboard) {
        public Choice {
            languages = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(languages));
        }
    }

    /** The package that this program brings along. */
    public static OrgPackage shipped() {
        URL mark = Objects.requireNonNull(OrgPackage.class.getResource(SHIPPED), "the package");
        try {
            URI uri = mark.toURI();
            if (!uri.getScheme().equals("jar")) {
                return in(Path.of(uri).resolveSibling("."));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return in(jar.getPath(SHIPPED).resolveSibling("."));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("our own package", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a resource has an address", e);
        }
    }

    /**
     * A package in source format.
     *
     * @param folder of {@code sfdx-project.json}
     * @throws IllegalArgumentException when it holds metadata of a kind that is not known here
     */
    public static OrgPackage in(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        Path root = folder.normalize();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                int below = path.indexOf("/" + BELOW);
                if (below >= 0 && isMetadata(path)) {
                    files.put(path.substring(below + 1 + BELOW.length()), Files.readString(file));
                }
            }
        }
        return new OrgPackage(SourceFormat.components(files));
    }

    /** Tests and editors' settings lie beside what is deployed. */
    private static boolean isMetadata(String path) {
        return !path.contains("/__tests__/")
                && !path.contains("/__mocks__/")
                && !path.contains("node_modules/")
                && !path.endsWith("/jsconfig.json")
                && !path.contains("/.");
    }

    /** The languages that there are translations for. */
    public SortedSet<String> languages() {
        var languages = new TreeSet<String>();
        for (Component component : components) {
            String language = language(component.id());
            if (!language.isEmpty()) {
                languages.add(language);
            }
        }
        return languages;
    }

    /** The part that one org gets. */
    public OrgPackage chosen(Choice choice) {
        return new OrgPackage(
                components.stream().filter(component -> isChosen(component.id(), choice)).toList());
    }

    /**
     * With a value in place of a word that stands for it in files.
     *
     * @param value text of an XML element
     */
    public OrgPackage replacing(String word, String value) {
        String escaped = XmlText.escaped(value);
        return new OrgPackage(
                components.stream().map(each -> each.replacing(word, escaped)).toList());
    }

    private static boolean isChosen(Component.Id id, Choice choice) {
        String language = language(id);
        return (language.isEmpty() || choice.languages().contains(language))
                && (!id.type().equals("Dashboard") || choice.dashboard());
    }

    /** Of a translation; empty for all else. */
    private static String language(Component.Id id) {
        return switch (id.type()) {
            case "Translations" -> id.name();
            case "CustomObjectTranslation" -> id.name().substring(id.name().lastIndexOf('-') + 1);
            default -> "";
        };
    }

    /** Those of a type, sorted by name. */
    public List<Component> ofType(String type) {
        return components.stream().filter(each -> each.id().type().equals(type)).toList();
    }

    /** By what they are called. */
    public SortedMap<Component.Id, Component> byId() {
        return byId(components);
    }

    static SortedMap<Component.Id, Component> byId(Collection<Component> components) {
        var byId = new TreeMap<Component.Id, Component>();
        components.forEach(component -> byId.put(component.id(), component));
        return byId;
    }
}
