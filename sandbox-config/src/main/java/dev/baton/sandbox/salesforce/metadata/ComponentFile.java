package dev.baton.sandbox.salesforce.metadata;

import org.jspecify.annotations.Nullable;

/**
 * Where a component was found, before anybody asked what it says.
 *
 * @param fileName as a deployment reports it, e.g. {@code objects/Account.object}
 * @param xml null for what is no XML, such as the script of a bundle
 * @param content of XML {@link MetadataXml#source}, else the text of the files
 */
public record ComponentFile(
        String fileName,
        MetadataType type,
        String fullName,
        @Nullable MetadataXml xml,
        String content) {
    /** What a folder's own file ends in, among those of its type. */
    public static final String FOLDER = "-meta.xml";

    /** One of XML; of a file that holds other components, what it says besides those. */
    public static ComponentFile of(
            String fileName, MetadataType type, String fullName, MetadataXml xml) {
        return new ComponentFile(
                fileName,
                type,
                fullName,
                xml,
                xml.source(element -> type.child(element).isPresent()));
    }

    /** The type as a deployment reports it: a folder of reports is no report. */
    public String reportedType() {
        boolean folder = type.inFolder() && fileName.endsWith(FOLDER);
        return folder ? type.apiName() + "Folder" : type.apiName();
    }
}
