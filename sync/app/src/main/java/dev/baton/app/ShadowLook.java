package dev.baton.app;

import dev.baton.engine.ModelChanges;
import dev.baton.engine.Review;
import dev.baton.engine.UnfitException;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;

/**
 * Lets a shadow judge, once a day of the CRM's people, what the last run concluded. Reads the state
 * alone and writes nothing but what the shadow came to.
 */
record ShadowLook(StateStore store) {

    /** Does nothing where none runs, or the day has been looked at. */
    void look() {
        Shadow shadow = Shadow.read(store).filter(Shadow::runs).orElse(null);
        Review review = shadow == null ? null : Review.of(store, null).orElse(null);
        if (shadow == null || review == null) {
            return;
        }
        String today = review.mappings().day(review.asOf()).toString();
        if (review.model().equals(shadow.model())) {
            shadow.ended("accepted").keep(store);
        } else if (today.compareTo(shadow.until()) >= 0) {
            shadow.ended("over").keep(store);
        } else if (!shadow.hasSeen(today)) {
            judged(shadow, review, today).keep(store);
        }
    }

    /**
     * It judges what the active model is given: where other things are read, it is no comparison.
     */
    private Shadow judged(Shadow shadow, Review review, String today) {
        if (!(Mappings.parse(shadow.files()) instanceof Mappings.Loaded.Good good)) {
            return shadow.ended("this version of Baton cannot read its files");
        }
        try {
            return shadow.and(
                    today, ModelChanges.between(store, review, review.by(good.mappings())));
        } catch (UnfitException e) {
            return shadow.ended("the mapping was changed in more than its model");
        }
    }
}
