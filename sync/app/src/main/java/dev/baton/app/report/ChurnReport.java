package dev.baton.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.core.churn.Scope;
import dev.baton.core.churn.Suspect;
import dev.baton.core.model.RecordRef;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who left, why, and whether that is isolated or systemic; as {@code report churn --json} prints
 * it.
 *
 * @param since the first instant looked at
 * @param customers accounts that could have left: customers now, and those that left since
 * @param left those of them that did
 * @param valueLost a year's, of those that left and of which somebody says; null where nobody does
 * @param toldBy how many departures are told by what
 * @param untold accounts that won a deal and are no customers now, though nothing says when they
 *     left: they are in no figure
 * @param reasonsMapped whether the mapping says where reasons stand
 * @param reasons at both levels, the most frequent first
 * @param unexplained accounts that left and gave no reason
 * @param looks what was looked at, the least likely to be chance first
 * @param accounts those that left, in order of day
 */
public record ChurnReport(
        String asOf,
        String since,
        int customers,
        int left,
        @Nullable Double valueLost,
        SortedMap<String, Integer> toldBy,
        int untold,
        boolean reasonsMapped,
        List<ReasonJson> reasons,
        int unexplained,
        List<LookJson> looks,
        List<LeaverJson> accounts) {

    /**
     * A reason at one of two levels.
     *
     * @param detail null for the reason as a whole
     * @param scope {@code isolated}, {@code systemic} or {@code undecided}
     */
    public record ReasonJson(
            String reason,
            @Nullable String detail,
            int left,
            @Nullable Double valueLost,
            String scope,
            List<RecordJson> records) {}

    /** A record that says so; the link is null where the mapping does not say. */
    public record RecordJson(String system, String object, String id, @Nullable String link) {
        private String address() {
            return link == null ? id : link;
        }
    }

    /**
     * What accounts were exposed to, against leaving.
     *
     * @param kind {@code theme}, {@code product}, {@code segment} or {@code rep}
     * @param reason null for leaving at all
     * @param expected exposed ones that would have left if exposure did not matter
     * @param p one-sided, of this look alone
     * @param adjusted the same for all looks of the report
     * @param valueExposed a year's, of exposed accounts that are still there
     */
    public record LookJson(
            String kind,
            String name,
            @Nullable String reason,
            int exposed,
            int exposedLeft,
            int others,
            int othersLeft,
            double expected,
            double p,
            double adjusted,
            String scope,
            @Nullable Double valueExposed) {}

    /** An account that left, and what tells so. */
    public record LeaverJson(
            String id,
            @Nullable String externalId,
            String name,
            String segment,
            String leftOn,
            String toldBy,
            @Nullable Double value,
            String reason,
            String reasonDetail,
            List<RecordJson> records) {}

    /**
     * @param histories of all accounts
     * @param address where a person opens a record, null where nobody says
     */
    public static ChurnReport of(
            List<History> histories,
            Period period,
            boolean reasonsMapped,
            Function<RecordRef, @Nullable String> address) {
        return new ChurnCount(histories, period, address).report(reasonsMapped);
    }

    /** For people. */
    @JsonIgnore
    public Telling telling() {
        return new Telling(
                "Who left, and why",
                verdict(),
                notes(),
                List.of(reasonsPart(), looksPart(), accountsPart()));
    }

    private String verdict() {
        List<String> systemic =
                looks.stream()
                        .filter(look -> look.scope().equals(Scope.SYSTEMIC.word()))
                        .filter(look -> look.reason() == null)
                        .map(look -> look.kind() + " " + look.name())
                        .toList();
        return left
                + " of "
                + Words.accounts(customers)
                + " left from "
                + since.substring(0, 10)
                + " to "
                + asOf.substring(0, 10)
                + (valueLost == null ? "" : ", worth " + Words.money(valueLost) + " a year")
                + (systemic.isEmpty()
                        ? "; nothing that was looked at is systemic"
                        : "; systemic: " + String.join(", ", systemic));
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add(
                "Systemic is what leaving gathers around more than chance explains: a one-sided"
                        + " exact test within segments, "
                        + looks.size()
                        + " looks corrected together (Holm), one false alarm in 20 reports at"
                        + " most. Isolated is where doubled odds would have shown. What goes"
                        + " together with a cause is accused with it.");
        if (!reasonsMapped) {
            notes.add(
                    "No reasons: map `reason` and `reason_detail` in the source of deals to say"
                            + " why a deal was lost.");
        }
        if (untold > 0) {
            notes.add(
                    Words.accounts(untold)
                            + " won a deal, are no customers now, and nothing says when they left:"
                            + " map `left_on` of the account, or `lost_at` of deals.");
        }
        return notes;
    }

    private Telling.Part reasonsPart() {
        var rows = new ArrayList<List<String>>();
        for (ReasonJson each : reasons) {
            rows.add(
                    List.of(
                            each.detail() == null
                                    ? each.reason()
                                    : each.reason() + Exposures.WITHIN + each.detail(),
                            each.left() + "",
                            Words.money(each.valueLost()),
                            each.scope(),
                            each.records().getFirst().address()
                                    + (each.records().size() > 1 ? ", …" : "")));
        }
        rows.add(List.of("(not said)", unexplained + "", Words.NOTHING, Words.NOTHING, ""));
        return new Telling.Part(
                "Reasons",
                null,
                "What was written on the lost deal.",
                List.of("reason", "left", "value lost", "scope", "records"),
                rows);
    }

    /**
     * Leaving at all, and what is systemic. People are named for that alone: no ranking of them.
     */
    private Telling.Part looksPart() {
        var rows = new ArrayList<List<String>>();
        int more = 0;
        for (LookJson each : looks) {
            boolean ofPeople = each.kind().equals(Suspect.Kind.REP.word());
            boolean shown =
                    each.scope().equals(Scope.SYSTEMIC.word())
                            || (each.reason() == null && !ofPeople);
            if (shown && rows.size() < MOST_LOOKS) {
                rows.add(
                        List.of(
                                each.kind() + " " + each.name(),
                                each.reason() == null ? "any" : each.reason(),
                                each.scope(),
                                Words.share(each.exposedLeft(), each.exposed()),
                                each.exposedLeft() + " of " + each.exposed(),
                                Words.number(each.expected(), 1),
                                Words.share(each.othersLeft(), each.others()),
                                Words.p(each.adjusted()),
                                Words.money(each.valueExposed())));
            } else {
                more++;
            }
        }
        return new Telling.Part(
                "Isolated or systemic?",
                null,
                "Accounts exposed that left, against what their segments lose, and against the"
                        + " accounts not exposed; at stake is a year's value of exposed accounts"
                        + " that are still there. "
                        + more
                        + " more looks with --json.",
                List.of(
                        "exposed to",
                        "reason",
                        "scope",
                        "left (95 %)",
                        "n",
                        "expected",
                        "others left (95 %)",
                        "p, corrected",
                        "at stake"),
                rows);
    }

    private static final int MOST_LOOKS = 30;

    private Telling.Part accountsPart() {
        var rows = new ArrayList<List<String>>();
        for (LeaverJson each : accounts) {
            rows.add(
                    List.of(
                            Words.said(each.name()),
                            each.leftOn(),
                            Words.said(each.segment()),
                            Words.money(each.value()),
                            Words.said(each.reason())
                                    + (each.reasonDetail().isEmpty()
                                            ? ""
                                            : Exposures.WITHIN + each.reasonDetail()),
                            each.toldBy().replace('_', ' ')));
        }
        return new Telling.Part(
                "Accounts that left",
                null,
                "",
                List.of("account", "left on", "segment", "value", "reason", "told by"),
                rows);
    }
}
