package dev.baton.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.backtest.PartialPooling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sold against what became of it, by rep, product, segment and fit at close; as {@code
 * report reps --json} prints it. Always by name, never by a figure: with so few accounts each, a
 * ranking would be one of luck.
 *
 * @param all accounts together
 * @param reps by whoever won the account's first deal
 * @param products by the product of that deal
 * @param fits by the fit frozen on it; empty where the mapping does not say
 * @param doubtful first deals won before their first contact: in no figure of days
 * @param leavingTold whether anything says who left; else nothing is said of leaving
 * @param activationTold whether the model says what customers wait for first
 */
public record RepsReport(
        String asOf,
        GroupJson all,
        List<GroupJson> reps,
        List<GroupJson> products,
        List<GroupJson> segments,
        List<GroupJson> fits,
        int doubtful,
        boolean leavingTold,
        boolean activationTold) {

    /** With fewer accounts a figure is hardly more than luck. */
    static final int FEW = 10;

    /**
     * Accounts of a kind.
     *
     * @param name empty where nobody says
     * @param dealsWon of accounts of the kind, whatever deals; by rep those the rep won
     * @param accounts with a first deal of the kind
     * @param daysToWin median from first contact to signature of first deals, null of none
     * @param started accounts that could have had their first value: too early ones are left out
     * @param activated the share of them that reached it, 0..1
     * @param followed accounts won a year ago or longer, of which it is known whether they left
     * @param leftEarly those of them that left within a year
     * @param earlyChurn their share, 0..1
     * @param earlyChurnPooled the same, drawn to that of all the more, the fewer there are ({@link
     *     PartialPooling})
     * @param few whether there are so few accounts that any figure is hardly more than luck
     */
    public record GroupJson(
            String name,
            int dealsWon,
            int accounts,
            int daysN,
            @Nullable Told daysToWin,
            int started,
            int reached,
            @Nullable Told activated,
            int followed,
            int leftEarly,
            @Nullable Told earlyChurn,
            @Nullable Double earlyChurnPooled,
            boolean few) {}

    /**
     * What the records can tell.
     *
     * @param leavingTold whether anything says who left
     * @param tooEarlyDays who began less long ago is not asked for the first value; null where the
     *     model does not say what that is
     */
    public record Known(boolean leavingTold, @Nullable Double tooEarlyDays) {}

    /** Of accounts in any order. */
    public static RepsReport of(List<History> histories, Instant asOf, Known known) {
        return new RepsCount(histories, asOf, known).report();
    }

    /** For people. */
    @JsonIgnore
    public Telling telling() {
        var parts = new ArrayList<Telling.Part>();
        parts.add(part("By rep", "rep", reps));
        parts.add(part("By product", "product", products));
        parts.add(part("By segment", "segment", segments));
        if (!fits.isEmpty()) {
            parts.add(part("By fit at close", "fit", fits));
        }
        return new Telling("Sold and delivered", verdict(), notes(), parts);
    }

    private String verdict() {
        return all.dealsWon()
                + " deals won with "
                + Words.accounts(all.accounts())
                + "; "
                + (all.daysToWin() == null
                        ? "nothing tells how long a deal takes"
                        : Told.plain(all.daysToWin(), 0) + " days from first contact to signature")
                + (all.activated() == null
                        ? ""
                        : "; " + Told.percent(all.activated()) + " reached their first value")
                + (all.earlyChurn() == null
                        ? ""
                        : "; " + Told.percent(all.earlyChurn()) + " left within a year")
                + "; as of "
                + asOf;
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add(
                "In order of name: this is no ranking. Intervals hold 95 times of 100; pooled is the"
                        + " share that left within a year, drawn to that of all the more, the fewer"
                        + " accounts there are. * marks fewer than "
                        + FEW
                        + " accounts, of which any figure is hardly more than luck.");
        if (!leavingTold) {
            notes.add(
                    "Nothing tells who left: map `left_on` of the account or `lost_at` of deals, or"
                            + " give --outcomes FILE.");
        }
        if (!activationTold) {
            notes.add("Nothing tells the first value: describe `first_value` in model.yaml.");
        }
        if (fits.isEmpty()) {
            notes.add("Nothing tells the fit at close: map `fit_at_close` of deals, a number.");
        }
        if (doubtful > 0) {
            notes.add(
                    (doubtful == 1 ? "1 deal was" : doubtful + " deals were")
                            + " won before the first contact: in no figure of days.");
        }
        return notes;
    }

    private static Telling.Part part(String heading, String of, List<GroupJson> groups) {
        var rows = new ArrayList<List<String>>();
        for (GroupJson each : groups) {
            rows.add(
                    List.of(
                            Words.said(each.name()) + (each.few() ? " *" : ""),
                            each.dealsWon() + "",
                            each.accounts() + "",
                            Told.plain(each.daysToWin(), 0),
                            Told.percent(each.activated()),
                            each.reached() + " of " + each.started(),
                            Told.percent(each.earlyChurn()),
                            each.leftEarly() + " of " + each.followed(),
                            each.earlyChurnPooled() == null
                                    ? Words.NOTHING
                                    : Words.percent(each.earlyChurnPooled())));
        }
        return new Telling.Part(
                heading,
                null,
                "",
                List.of(
                        of,
                        "deals won",
                        "accounts",
                        "days to win (95 %)",
                        "activated (95 %)",
                        "n",
                        "left within a year (95 %)",
                        "n",
                        "pooled"),
                rows);
    }
}
