package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.deploy.ComponentResult.Effect;
import dev.baton.sandbox.salesforce.deploy.Manifest.Member;
import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.ComponentFile;
import dev.baton.sandbox.salesforce.metadata.ComponentProblem;
import dev.baton.sandbox.salesforce.metadata.ComponentReader;
import dev.baton.sandbox.salesforce.org.Org;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One zip against the org: everything is tried on a copy of the schema first, and only what that
 * copy took is done to the org. What others build on comes first; deletions come before additions
 * unless their file's name says after.
 */
final class Deployment {
    private static final String BEFORE = "destructiveChangesPre.xml";
    private static final String CHANGES = "destructiveChanges.xml";
    private static final String AFTER = "destructiveChangesPost.xml";

    private final DeployOptions options;
    private final Draft draft;
    private final List<ComponentResult> results = new ArrayList<>();

    private Deployment(Org org, DeployOptions options) {
        this.options = options;
        this.draft = new Draft(org);
    }

    /** Runs it; a refusal is a result, too. */
    static DeployResult run(Org org, byte[] zip, DeployOptions options) {
        Deployment deployment = new Deployment(org, options);
        try {
            deployment.plan(ZipFiles.read(zip));
        } catch (ComponentProblem e) {
            deployment.results.add(
                    ComponentResult.failed("", Manifest.PACKAGE, Manifest.PACKAGE, e.text()));
            return new DeployResult(deployment.results);
        }
        DeployResult result = new DeployResult(deployment.results);
        boolean refused = !result.failures().isEmpty();
        if (!options.checkOnly() && !(refused && options.rollbackOnError())) {
            deployment.draft.steps().forEach(step -> step.run(org.customization()));
        }
        return result;
    }

    private void plan(Map<String, byte[]> zip) throws ComponentProblem {
        byte[] document = zip.get(Manifest.PACKAGE);
        if (document == null) {
            throw new ComponentProblem("No package.xml found");
        }
        Manifest manifest = Manifest.read(Manifest.PACKAGE, document);
        List<Manifest> before = new ArrayList<>();
        for (String name : List.of(BEFORE, CHANGES)) {
            if (zip.containsKey(name)) {
                before.add(Manifest.read(name, zip.get(name)));
            }
        }
        before.forEach(this::delete);
        results.add(ComponentResult.done("", Manifest.PACKAGE, Manifest.PACKAGE, Effect.CHANGED));
        PackageFiles files = PackageFiles.in(zip);
        results.addAll(files.refused());
        requireFiles(manifest, files);
        add(manifest, files.found());
        if (zip.containsKey(AFTER)) {
            delete(Manifest.read(AFTER, zip.get(AFTER)));
        }
    }

    /** Every component that package.xml names one by one must be in the zip. */
    private void requireFiles(Manifest manifest, PackageFiles files) {
        if (options.allowMissingFiles()) {
            return;
        }
        for (Member member : manifest.single()) {
            boolean found =
                    files.found().stream()
                            .anyMatch(
                                    file ->
                                            file.type() == member.type()
                                                    && file.fullName().equals(member.fullName()));
            boolean unreadable =
                    files.refused().stream()
                            .anyMatch(result -> result.fullName().equals(member.fullName()));
            if (!found && !unreadable) {
                results.add(
                        ComponentResult.failed(
                                member.type().apiName(),
                                member.fullName(),
                                manifest.fileName(),
                                "An object '%s' of type %s was named in package.xml, but was not found in zipped directory"
                                        .formatted(member.fullName(), member.type().apiName())));
            }
        }
    }

    private void add(Manifest manifest, List<ComponentFile> files) {
        Map<ComponentFile, Component> read = new LinkedHashMap<>();
        files.stream()
                .sorted(Comparator.comparing(ComponentFile::type))
                .filter(file -> wanted(manifest, file, files))
                .forEach(file -> read(file, read));
        // Fields first, all of them: formulas name each other in any order.
        read.forEach(this::tryOne);
        read.forEach(this::tryFormula);
    }

    /** The file of an object whose parts alone are named is only their envelope. */
    private boolean wanted(Manifest manifest, ComponentFile file, List<ComponentFile> files) {
        if (options.autoUpdatePackage() || manifest.names(file.type(), file.fullName())) {
            return true;
        }
        boolean envelope =
                files.stream()
                        .anyMatch(
                                part ->
                                        part.type().parent() == file.type()
                                                && part.fileName().equals(file.fileName()));
        if (!envelope) {
            results.add(failed(file, "Not in package.xml"));
        }
        return false;
    }

    private void read(ComponentFile file, Map<ComponentFile, Component> into) {
        try {
            into.put(file, ComponentReader.read(file));
        } catch (ComponentProblem e) {
            results.add(failed(file, e.text()));
        }
    }

    private void tryOne(ComponentFile file, Component component) {
        try {
            Effect effect = draft.add(component);
            results.add(
                    ComponentResult.done(
                            file.reportedType(), file.fullName(), file.fileName(), effect));
        } catch (ComponentProblem e) {
            results.add(failed(file, e.text()));
        }
    }

    private void tryFormula(ComponentFile file, Component component) {
        try {
            draft.requireFormula(component);
        } catch (ComponentProblem e) {
            draft.takeBack(component);
            results.removeIf(
                    result ->
                            result.success()
                                    && result.type().equals(file.reportedType())
                                    && result.fullName().equals(file.fullName()));
            results.add(failed(file, e.text()));
        }
    }

    private static ComponentResult failed(ComponentFile file, String problem) {
        return ComponentResult.failed(
                file.reportedType(), file.fullName(), file.fileName(), problem);
    }

    /** What is built on others goes first; what is not there is only a warning. */
    private void delete(Manifest manifest) {
        List<Member> members =
                manifest.members().stream()
                        .sorted(Comparator.comparing(Member::type).reversed())
                        .toList();
        List<Member> removed = new ArrayList<>();
        for (Member member : members) {
            String type = member.type().apiName();
            try {
                if (draft.exists(member.type(), member.fullName())) {
                    draft.remove(member.type(), member.fullName());
                    removed.add(member);
                } else {
                    results.add(
                            ComponentResult.warning(
                                    type,
                                    member.fullName(),
                                    manifest.fileName(),
                                    "No %s named: %s found".formatted(type, member.fullName())));
                }
            } catch (ComponentProblem e) {
                results.add(
                        ComponentResult.failed(
                                type, member.fullName(), manifest.fileName(), e.text()));
            }
        }
        removed.forEach(member -> deleted(manifest, member));
    }

    private void deleted(Manifest manifest, Member member) {
        String type = member.type().apiName();
        Optional<String> referrer = draft.referrer(member.type(), member.fullName());
        if (referrer.isPresent()) {
            draft.keep(member.type(), member.fullName());
            results.add(
                    ComponentResult.failed(
                            type,
                            member.fullName(),
                            manifest.fileName(),
                            "This %s is referenced elsewhere in salesforce.com. Remove the usage and try again. : %s"
                                    .formatted(type, referrer.get())));
        } else {
            results.add(
                    ComponentResult.done(
                            type, member.fullName(), manifest.fileName(), Effect.DELETED));
        }
    }
}
