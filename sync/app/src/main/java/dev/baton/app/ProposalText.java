package dev.baton.app;

import dev.baton.crm.salesforce.survey.Candidate;
import dev.baton.crm.salesforce.survey.Proposals;
import java.util.ArrayList;
import java.util.List;

/** Proposals as people read them. */
final class ProposalText {
    private ProposalText() {}

    /** "Contract_Value__c (Contract Value): 82 % of 200" */
    static String of(Candidate candidate) {
        String label = candidate.label().isEmpty() ? "" : " (" + candidate.label() + ")";
        return candidate.value() + label + ": " + candidate.percent() + " of " + candidate.of();
    }

    /** All of them, a heading for each kind. */
    static List<String> lines(Proposals proposals) {
        var lines = new ArrayList<String>();
        lines.add(
                "looked at the "
                        + proposals.looked()
                        + " accounts that changed last, "
                        + proposals.customers()
                        + " of them customers by the first condition");
        add(
                lines,
                "--customer, which accounts are customers (share of accounts)",
                proposals.condition());
        add(lines, "--csm, who looks after them (filled)", proposals.csm());
        add(lines, "--value, what they are worth a year (filled)", proposals.value());
        add(lines, "--renewal, when they come up for renewal (filled)", proposals.renewal());
        add(
                lines,
                "--link, by which the helpdesk names them (organisations found)",
                proposals.key());
        add(
                lines,
                "--link-domain, whose domain they share (organisations found)",
                proposals.domain());
        return lines;
    }

    private static void add(List<String> lines, String heading, List<Candidate> candidates) {
        lines.add(heading + (candidates.isEmpty() ? ": nothing speaks for any" : ""));
        candidates.forEach(each -> lines.add("  " + of(each)));
    }
}
