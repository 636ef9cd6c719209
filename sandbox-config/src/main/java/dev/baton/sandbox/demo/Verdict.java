package dev.baton.sandbox.demo;

import dev.baton.sandbox.demo.company.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demo says at the end: how good the score is, and how it tells the three stories. */
final class Verdict {
    private final List<Scored> accounts;
    private final Truth truth;

    Verdict(List<Scored> accounts, Truth truth) {
        this.accounts = accounts;
        this.truth = truth;
    }

    List<String> accuracy() {
        List<Accuracy.Case> cases = truth.cases(accounts);
        Accuracy is = Accuracy.of(cases);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Of %d scored customers %d leave within 26 weeks (%d have too little data for a score).",
                        is.customers(),
                        is.left(),
                        truth.unscored(accounts)),
                String.format(
                        Locale.ROOT,
                        "AUC %.2f (95 %% interval %.2f to %.2f): how often a leaver has the lower score of the two.",
                        is.auc(),
                        is.low(),
                        is.high()),
                String.format(
                        Locale.ROOT,
                        "Of the %d with the lowest scores %d leave, %.1f times as many as by chance.",
                        is.worst(),
                        is.worstLeft(),
                        lift(is)));
    }

    private static double lift(Accuracy is) {
        double usual = (double) is.left() / is.customers();
        return is.left() == 0 ? 0 : (double) is.worstLeft() / is.worst() / usual;
    }

    List<String> story(Story story) {
        var lines = new ArrayList<String>();
        lines.add(story.account() + ". " + story.truth());
        Scored account = account(story);
        lines.add("    Baton: " + account.score() + " of 100");
        for (Scored.Reason reason : account.reasons()) {
            lines.add(String.format(Locale.ROOT, "    %6s  %s", reason.points(), reason.because()));
        }
        return lines;
    }

    /** Whether one of the reasons that people see is a sign of what really happens. */
    boolean told(Story story) {
        return account(story).reasons().stream()
                .anyMatch(reason -> story.signs().contains(reason.measure()));
    }

    private Scored account(Story story) {
        return accounts.stream()
                .filter(account -> account.name().equals(story.account()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        story.account() + " is not among the accounts"));
    }
}
