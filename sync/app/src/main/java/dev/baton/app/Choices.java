package dev.baton.app;

import dev.baton.crm.salesforce.survey.Candidate;
import dev.baton.crm.salesforce.survey.Proposals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which fields mean what: as flags say, as the person says, or as the proposals have it. */
final class Choices {
    static final String NONE = "none";

    @Option(
            names = "--customer",
            paramLabel = "CONDITION",
            description = "Which accounts are customers, as mappings write it; none for all.")
    @Nullable String customer;

    @Option(
            names = "--csm",
            paramLabel = "FIELD",
            description = "Reference to whoever looks after the account; or none.")
    @Nullable String csm;

    @Option(
            names = "--value",
            paramLabel = "FIELD",
            description = "What the account is worth a year; or none.")
    @Nullable String value;

    @Option(
            names = "--renewal",
            paramLabel = "FIELD",
            description = "When it comes up for renewal; or none.")
    @Nullable String renewal;

    @Option(
            names = "--link",
            paramLabel = "FIELD",
            description =
                    "Account field that the helpdesk organisation's external id holds; or none.")
    @Nullable String link;

    @Option(
            names = "--link-domain",
            paramLabel = "FIELD",
            description = "Account field whose internet domain the organisation shares; or none.")
    @Nullable String linkDomain;

    @Option(
            names = "--accept",
            description = "Takes the first proposal of each kind that no flag names.")
    boolean accept;

    /** Fills in what no flag named, or stops with what is missing. */
    void complete(Proposals proposals, @Nullable Dialog dialog, boolean helpdesk)
            throws IOException {
        var missing = new ArrayList<String>();
        customer =
                said(
                        customer,
                        "--customer",
                        "Which accounts are customers?",
                        proposals.condition(),
                        dialog,
                        missing);
        csm = said(csm, "--csm", "Who looks after them?", proposals.csm(), dialog, missing);
        value =
                said(
                        value,
                        "--value",
                        "What are they worth a year?",
                        proposals.value(),
                        dialog,
                        missing);
        renewal =
                said(
                        renewal,
                        "--renewal",
                        "When do they come up for renewal?",
                        proposals.renewal(),
                        dialog,
                        missing);
        if (helpdesk) {
            link =
                    said(
                            link,
                            "--link",
                            "Which field holds the organisation's external id?",
                            proposals.key(),
                            dialog,
                            missing);
            linkDomain =
                    said(
                            linkDomain,
                            "--link-domain",
                            "Whose domain do organisations share?",
                            proposals.domain(),
                            dialog,
                            missing);
        }
        if (!missing.isEmpty()) {
            throw new Stop(
                    Exit.USAGE,
                    String.join("\n", ProposalText.lines(proposals))
                            + "\nnobody can be asked here: add "
                            + String.join(", ", missing)
                            + ", or --accept for the first of each");
        }
    }

    private String said(
            @Nullable String flag,
            String name,
            String question,
            List<Candidate> candidates,
            @Nullable Dialog dialog,
            List<String> missing)
            throws IOException {
        if (flag != null) {
            return flag;
        }
        if (accept) {
            return Proposals.best(candidates).map(Candidate::value).orElse(NONE);
        }
        if (dialog == null) {
            missing.add(name);
            return NONE;
        }
        return dialog.choose(question, candidates);
    }

    /** Null where it is left out. */
    static @Nullable String used(@Nullable String choice) {
        return choice == null || choice.equals(NONE) || choice.isBlank() ? null : choice;
    }
}
