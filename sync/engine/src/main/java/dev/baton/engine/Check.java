package dev.baton.engine;

import dev.baton.mappings.MappedStream;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.SourceMapping;
import dev.baton.mappings.translate.Membership;
import dev.baton.mappings.translate.Raw;
import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.RawRecord;
import dev.baton.port.Sink;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the systems are as the mapping needs them; nothing is read to its end, nothing is
 * written.
 */
public final class Check {
    /** Accounts whose edit right is looked at. */
    private static final int SAMPLE = 200;

    private final Mappings mappings;
    private final SortedMap<String, Source> sources;
    private final Sink sink;

    public Check(Mappings mappings, SortedMap<String, Source> sources, Sink sink) {
        this.mappings = mappings;
        this.sources = sources;
        this.sink = sink;
    }

    /** Everything found wrong with one connection. */
    public List<Finding> connection(String name) throws AdapterException {
        Source source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException("not opened: " + name);
        }
        var findings = new ArrayList<Finding>();
        for (Finding finding : source.check(requests(mappings, name))) {
            findings.add(placed(name, source.system(), finding));
        }
        // What cannot be read as it is mapped has been told by now.
        boolean readable =
                findings.stream().noneMatch(each -> each.severity() == Finding.Severity.ERROR);
        if (name.equals(mappings.crm())) {
            Map<String, ObjectDescription> objects = Targets.describe(mappings, sink);
            findings.addAll(OutputCheck.findings(source.system(), mappings, objects));
            for (Map.Entry<String, List<String>> shared : mappings.outputs().shared().entrySet()) {
                if (mayEdit(objects.get(shared.getKey()), shared.getValue())) {
                    findings.addAll(editRights(source, shared.getKey()));
                }
            }
            if (readable) {
                findings.addAll(undecided(source));
            }
        }
        return findings;
    }

    /** Who may edit no field may edit no record, and the fields have told that already. */
    private static boolean mayEdit(@Nullable ObjectDescription object, List<String> fields) {
        return object != null
                && fields.stream()
                        .flatMap(field -> object.field(field).stream())
                        .anyMatch(ObjectDescription.Field::updateable);
    }

    /** What is wrong with a field is told where the mapping names it. */
    private Finding placed(String connection, String system, Finding finding) {
        for (MappedStream stream : mappings.streams()) {
            String object = system + "." + stream.stream() + ".";
            if (stream.connection().equals(connection) && finding.where().startsWith(object)) {
                SortedSet<String> places =
                        stream.places(finding.where().substring(object.length()));
                if (!places.isEmpty()) {
                    return new Finding(
                            finding.severity(),
                            String.join(", ", places),
                            finding.where() + ": " + finding.what(),
                            finding.fix());
                }
            }
        }
        return finding;
    }

    /** Everything that a mapping reads from one connection. */
    public static List<StreamRequest> requests(Mappings mappings, String connection) {
        return Streams.of(mappings).stream()
                .filter(stream -> stream.key().connection().equals(connection))
                .map(Stream::request)
                .toList();
    }

    /** Whether the mapping's condition for customers can be told of the accounts. */
    private List<Finding> undecided(Source source) throws AdapterException {
        Optional<SourceMapping> accounts =
                mappings.sources().stream().filter(each -> each.customer() != null).findFirst();
        if (accounts.isEmpty()) {
            return List.of();
        }
        List<RawRecord> sample =
                source.read(accounts.get().request(), null).records().stream()
                        .filter(record -> !record.deleted())
                        .limit(SAMPLE)
                        .toList();
        long undecided =
                sample.stream()
                        .map(Check::raw)
                        .map(accounts.get()::membership)
                        .filter(found -> !isDecided(found))
                        .count();
        return undecided == 0
                ? List.of()
                : List.of(
                        Finding.warning(
                                "sources/" + accounts.get().name() + ".yaml: customer",
                                "cannot be told of "
                                        + undecided
                                        + " of "
                                        + sample.size()
                                        + " accounts looked at; they count as no customers",
                                "fill the fields it reads, or let the condition say what an empty one means"));
    }

    private static boolean isDecided(Membership membership) {
        return membership instanceof Membership.Customer || membership instanceof Membership.Other;
    }

    private static Raw raw(RawRecord record) {
        return new Raw(record.id(), record.createdAt(), record.modifiedAt(), record.fields());
    }

    /**
     * Private sharing makes writes fail whatever the field rights say; the vendor tells for each
     * record.
     */
    private List<Finding> editRights(Source source, String object) throws AdapterException {
        List<String> sample =
                source.read(new StreamRequest(object, List.of("Id")), null).records().stream()
                        .filter(record -> !record.deleted())
                        .map(RawRecord::id)
                        .limit(SAMPLE)
                        .toList();
        if (sample.isEmpty()) {
            return List.of(
                    Finding.warning(
                            object,
                            "our user sees no record",
                            "give it View All on " + object + ", or check that the org has any"));
        }
        Set<String> locked = sink.withoutEditRight(object, sample);
        return locked.isEmpty()
                ? List.of()
                : List.of(
                        Finding.error(
                                object,
                                "our user may not edit "
                                        + locked.size()
                                        + " of "
                                        + sample.size()
                                        + " records looked at: sharing is private or read-only, and View All only reads",
                                "add an owner-based sharing rule (all internal users → group Baton Integration, Read/Write)"));
    }
}
