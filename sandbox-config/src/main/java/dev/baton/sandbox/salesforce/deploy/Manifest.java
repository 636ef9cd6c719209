package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.metadata.ComponentProblem;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.MetadataXml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a package.xml, or a file of destructive changes, names.
 *
 * @param fileName of the manifest itself
 */
record Manifest(String fileName, List<Member> members) {
    static final String PACKAGE = "package.xml";
    static final String ALL = "*";
    private static final int OLDEST = 7;
    private static final int NEWEST = 68;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.0");

    record Member(MetadataType type, String fullName) {
        /** The official CLI writes a slash behind the name of a folder; the guides do not. */
        Member {
            if (type.inFolder() && fullName.endsWith("/")) {
                fullName = fullName.substring(0, fullName.length() - 1);
            }
        }
    }

    Manifest {
        members = List.copyOf(members);
    }

    /** Reads one; only package.xml has to say a version. */
    static Manifest read(String fileName, byte[] document) throws ComponentProblem {
        MetadataXml xml = MetadataXml.read(document);
        String version = xml.text("version").orElse("");
        if (fileName.equals(PACKAGE) || !version.isEmpty()) {
            requireSupported(version);
        }
        List<Member> members = new ArrayList<>();
        for (MetadataXml types : xml.children("types")) {
            String name = types.text("name").orElse("");
            MetadataType type =
                    MetadataType.named(name)
                            .orElseThrow(
                                    () ->
                                            new ComponentProblem(
                                                    "Unknown type name '"
                                                            + name
                                                            + "' specified in "
                                                            + fileName));
            for (MetadataXml member : types.children("members")) {
                members.add(new Member(type, member.ownText()));
            }
        }
        return new Manifest(fileName, members);
    }

    private static void requireSupported(String version) throws ComponentProblem {
        var matcher = VERSION.matcher(version);
        int number = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (number < OLDEST || number > NEWEST) {
            throw new ComponentProblem(
                    "UNSUPPORTED_API_VERSION: Invalid version specified: " + version);
        }
    }

    /** Whether a component is named, itself, by an asterisk or with its parent. */
    boolean names(MetadataType type, String fullName) {
        if (members.contains(new Member(type, fullName))
                || members.contains(new Member(type, ALL))) {
            return true;
        }
        MetadataType parent = type.parent();
        if (parent == null) {
            return false;
        }
        int dot = fullName.indexOf('.');
        return dot < 0
                ? members.stream().anyMatch(member -> member.type() == parent)
                : names(parent, fullName.substring(0, dot));
    }

    /** What it names one by one, each once. */
    Set<Member> single() {
        Set<Member> single = new LinkedHashSet<>(members);
        single.removeIf(member -> member.fullName().equals(ALL));
        return single;
    }
}
