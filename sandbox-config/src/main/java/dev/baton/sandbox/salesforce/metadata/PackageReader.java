package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an SFDX project as the org would after a deployment. */
public final class PackageReader {
    private static final String SOURCE = "force-app/main/default";
    private static final String META = "-meta.xml";

    private final Path source;

    private PackageReader(Path source) {
        this.source = source;
    }

    /**
     * What a deployment of the project brings.
     *
     * @throws DataException if the project lacks its source folder, or a file of it cannot be read
     */
    public static PackageContents read(Path project) {
        Path source = project.resolve(SOURCE);
        if (!Files.isDirectory(source)) {
            throw new DataException(
                    "no " + SOURCE + " in " + project + "; name the folder of the SFDX project");
        }
        return new PackageReader(source).contents();
    }

    private PackageContents contents() {
        List<Component> components = new ArrayList<>();
        for (Path folder : list(source)) {
            String name = folder.getFileName().toString();
            MetadataType type =
                    MetadataType.inDirectory(name)
                            .orElseThrow(
                                    () ->
                                            new DataException(
                                                    folder,
                                                    1,
                                                    "holds components the sandbox does not know; move them elsewhere"));
            read(type, folder, components);
        }
        components.sort(Comparator.comparing(Component::type).thenComparing(Component::fullName));
        return new PackageContents(components);
    }

    private void read(MetadataType type, Path folder, List<Component> into) {
        for (Path entry : list(folder)) {
            if (type.suffix() == null && Files.isDirectory(entry)) {
                into.add(bundle(type, entry));
            } else if (Files.isDirectory(entry)) {
                parts(type, entry, into);
            } else {
                String name = name(entry, type.suffix());
                if (name == null && type.inFolder()) {
                    name = name(entry, type.suffix() + "Folder");
                }
                if (name != null) {
                    into.add(component(entry, type, name));
                }
            }
        }
    }

    /** A folder of source: an object with its fields, or reports in their folder. */
    private void parts(MetadataType type, Path folder, List<Component> into) {
        String owner = folder.getFileName().toString();
        for (Path entry : list(folder)) {
            if (Files.isDirectory(entry)) {
                MetadataType child = type.child(entry.getFileName().toString()).orElse(type);
                for (Path file : list(entry)) {
                    String name = name(file, child.suffix());
                    if (name != null) {
                        into.add(component(file, child, owner + "." + name));
                    }
                }
            } else {
                String name = name(entry, type.suffix());
                if (name != null) {
                    String fullName = type.inFolder() ? owner + "/" + name : name;
                    into.add(component(entry, type, fullName));
                }
            }
        }
    }

    /** The component's name if the file is named after such a component, else null. */
    private static @Nullable String name(Path file, @Nullable String suffix) {
        String name = file.getFileName().toString();
        String ending = "." + suffix + META;
        return suffix != null && name.endsWith(ending)
                ? name.substring(0, name.length() - ending.length())
                : null;
    }

    private static Component component(Path file, MetadataType type, String fullName) {
        try {
            byte[] document = Files.readAllBytes(file);
            return ComponentReader.read(
                    ComponentFile.of(file.toString(), type, fullName, MetadataXml.read(document)));
        } catch (ComponentProblem e) {
            throw new DataException(
                    file, 1, "cannot be read as metadata (" + e.text() + "); deploy it to check");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Component bundle(MetadataType type, Path folder) {
        StringBuilder content = new StringBuilder();
        for (Path file : list(folder)) {
            if (Files.isRegularFile(file)) {
                try {
                    content.append(Files.readString(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return new Component.Kept(type, folder.getFileName().toString(), content.toString());
    }

    /**
     * Sorted, so that the org is the same on every file system; empty if there is no such folder.
     */
    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
