package dev.baton.core.health;

import dev.baton.core.health.Application.Counting;
import dev.baton.core.measure.Predicate.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Applies a model to accounts: finds their segments, and what each measure counts there. */
final class Applying {
    private final HealthModel model;
    private final List<Counting> usual;
    private final boolean isPlain;

    Applying(HealthModel model) {
        this.model = model;
        this.usual = model.scored().stream().map(each -> new Counting(each, Answer.YES)).toList();
        Products products = model.rules().products();
        this.isPlain =
                model.scored().stream().allMatch(each -> each.terms().isPlain())
                        && (products == null || products.restricted().isEmpty());
    }

    /**
     * To one account.
     *
     * @param unplaced of whose segments none but its product is told yet
     */
    Application to(Profile unplaced) {
        Profile account = placed(unplaced);
        return new Application(account, isPlain ? usual : weighed(account));
    }

    /** A model's own segments may speak of the other dimensions, not the other way round. */
    private Profile placed(Profile unplaced) {
        SortedMap<String, String> segments = new TreeMap<>(unplaced.segments());
        for (Dimension dimension : model.rules().dimensions()) {
            dimension.of(unplaced).ifPresent(name -> segments.put(dimension.name(), name));
        }
        Profile placed = unplaced.with(segments);
        for (HealthModel.Segment segment : model.segments()) {
            if (segment.who().test(placed) == Answer.YES) {
                segments.put(Dimension.OWN, segment.name());
                return unplaced.with(segments);
            }
        }
        return placed;
    }

    private List<Counting> weighed(Profile account) {
        var here = new ArrayList<Counting>();
        SortedMap<String, Double> shares = new TreeMap<>();
        for (ScoredMeasure scored : model.scored()) {
            Answer applies = scored.terms().applies().test(account);
            here.add(new Counting(ofProduct(scored, account).of(account), applies));
            Terms.Share share = scored.terms().share();
            if (share != null && applies != Answer.NO) {
                shares.merge(share.group(), share.parts(), Double::sum);
            }
        }
        return here.stream().map(each -> shared(each, shares, account)).toList();
    }

    /** Of the primary product alone, where the model says so. */
    private ScoredMeasure ofProduct(ScoredMeasure scored, Profile account) {
        Products products = model.rules().products();
        String product = account.segments().get(Products.DIMENSION);
        return products == null
                        || product == null
                        || !products.restricted().contains(scored.measure().name())
                ? scored
                : scored.measuring(products.of(scored.measure(), product));
    }

    /** A group's weight rests on those of its measures that speak of the account. */
    private Counting shared(Counting each, Map<String, Double> shares, Profile account) {
        Terms.Share share = each.scored().terms().share();
        Double all = share == null ? null : shares.get(share.group());
        if (share == null || all == null || !each.isCounted()) {
            return each;
        }
        double weight = model.group(share.group()).weight(account) * share.parts() / all;
        return new Counting(each.scored().weighing(weight), each.applies());
    }
}
