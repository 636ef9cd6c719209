package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.ComponentFile;
import dev.baton.sandbox.salesforce.metadata.ComponentProblem;
import dev.baton.sandbox.salesforce.metadata.ComponentReader;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.MetadataXml;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Single components that are created, changed and deleted at once, each by itself: what the org
 * would refuse of a deployment it refuses here.
 */
public final class ComponentCalls {
    /** Of one call. */
    public static final int MAX_COMPONENTS = 10;

    private final Org org;

    public ComponentCalls(Org org) {
        this.org = org;
    }

    /** Whether a component must be new, must be there, or may be either. */
    public enum Wanted {
        NEW,
        THERE,
        EITHER
    }

    /**
     * What became of one.
     *
     * @param created whether it is new
     * @param error empty where all went well
     */
    public record Result(String fullName, boolean created, Optional<RowError> error) {
        static Result failed(String fullName, String code, String message) {
            return new Result(fullName, false, Optional.of(new RowError(code, message, List.of())));
        }
    }

    /** Creates or changes a component with its parts. */
    public Result save(Element sent, Wanted wanted) {
        String fullName = sent.text("fullName").orElse("");
        Optional<MetadataType> type = MetadataType.named(sent.type());
        if (type.isEmpty()) {
            return Result.failed(fullName, "INVALID_TYPE", "Unknown type: " + sent.type());
        }
        Draft draft = new Draft(org);
        boolean there = draft.exists(type.get(), fullName);
        if (there && wanted == Wanted.NEW) {
            return Result.failed(
                    fullName,
                    "DUPLICATE_DEVELOPER_NAME",
                    "This %s already exists: %s".formatted(type.get().apiName(), fullName));
        }
        if (!there && wanted == Wanted.THERE) {
            return missing(type.get(), fullName);
        }
        try {
            List<Component> components = components(type.get(), fullName, sent);
            for (Component component : components) {
                draft.add(component);
            }
            for (Component component : components) {
                draft.requireFormula(component);
            }
        } catch (ComponentProblem e) {
            return Result.failed(fullName, "FIELD_INTEGRITY_EXCEPTION", e.text());
        }
        draft.steps().forEach(step -> step.run(org.customization()));
        return new Result(fullName, !there, Optional.empty());
    }

    private static Result missing(MetadataType type, String fullName) {
        return Result.failed(
                fullName,
                "INVALID_CROSS_REFERENCE_KEY",
                "In field: fullName - no %s named %s found".formatted(type.apiName(), fullName));
    }

    private static List<Component> components(MetadataType type, String fullName, Element sent)
            throws ComponentProblem {
        MetadataXml xml = MetadataXml.read(document(sent, fullName));
        List<Component> all = new ArrayList<>();
        all.add(ComponentReader.read(ComponentFile.of(fullName, type, fullName, xml)));
        for (MetadataXml part : xml.children()) {
            Optional<MetadataType> child = type.child(part.name());
            if (child.isPresent()) {
                String name = type.nameOfPart(fullName, part.text("fullName").orElse(""));
                all.add(ComponentReader.read(ComponentFile.of(fullName, child.get(), name, part)));
            }
        }
        return all;
    }

    /** As a file has it, in which a part is called by its own name and not by its object's too. */
    private static byte[] document(Element sent, String fullName) {
        StringBuilder out = new StringBuilder("<metadata>");
        for (Element child : sent.children()) {
            if (child.name().equals("fullName")) {
                out.append("<fullName>")
                        .append(MetadataXml.escaped(fullName.substring(fullName.indexOf('.') + 1)))
                        .append("</fullName>");
            } else {
                write(child, out);
            }
        }
        return out.append("</metadata>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Element element, StringBuilder out) {
        if (element.nil()) {
            return;
        }
        out.append('<').append(element.name()).append('>');
        if (element.children().isEmpty()) {
            out.append(MetadataXml.escaped(element.text()));
        }
        element.children().forEach(child -> write(child, out));
        out.append("</").append(element.name()).append('>');
    }

    /** Deletes a component with its parts. */
    public Result delete(String typeName, String fullName) {
        Optional<MetadataType> type = MetadataType.named(typeName);
        if (type.isEmpty()) {
            return Result.failed(fullName, "INVALID_TYPE", "Unknown type: " + typeName);
        }
        Draft draft = new Draft(org);
        if (!draft.exists(type.get(), fullName)) {
            return missing(type.get(), fullName);
        }
        try {
            draft.remove(type.get(), fullName);
        } catch (ComponentProblem e) {
            return Result.failed(fullName, "DEPENDENCY_EXISTS", e.text());
        }
        Optional<String> referrer = draft.referrer(type.get(), fullName);
        if (referrer.isPresent()) {
            return Result.failed(
                    fullName,
                    "DEPENDENCY_EXISTS",
                    "This %s is referenced elsewhere in salesforce.com. Remove the usage and try again. : %s"
                            .formatted(type.get().apiName(), referrer.get()));
        }
        draft.steps().forEach(step -> step.run(org.customization()));
        return new Result(fullName, false, Optional.empty());
    }
}
