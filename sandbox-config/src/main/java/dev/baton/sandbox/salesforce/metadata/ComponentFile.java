package dev.baton.sandbox.salesforce.metadata;

import org.jspecify.annotations.Nullable;

/**
 * Where a component was found, before anybody asked what it says.
 *
 * @param fileName as a deployment reports it, e.g. {@code objects/Account.object}
 * @param xml null for what is no XML, such as the script of a bundle
 * @param content what tells one state of the component from another
 */
public record ComponentFile(
        String fileName,
        MetadataType type,
        String fullName,
        @Nullable MetadataXml xml,
        String content) {}
