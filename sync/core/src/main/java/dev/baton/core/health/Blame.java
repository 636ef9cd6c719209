package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import dev.baton.core.model.RecordRef;
import java.util.ArrayList;
import java.util.List;

/** Splits a line's points over the records that caused it. */
final class Blame {
    private Blame() {}

    /**
     * To each record its share. Of an absence the last record that matched is to blame, or the
     * account itself.
     */
    static List<Line.Blamed> of(Points points, Measured.Known known, RecordRef account) {
        if (known.evidence().isEmpty()) {
            Measured.Sight last = known.last();
            return List.of(new Line.Blamed(last == null ? account : last.ref(), points));
        }
        List<Points> parts =
                points.split(known.evidence().stream().map(Measured.Share::share).toList());
        var blamed = new ArrayList<Line.Blamed>();
        for (int i = 0; i < parts.size(); i++) {
            Measured.Share share = known.evidence().get(i);
            blamed.add(new Line.Blamed(share.ref(), parts.get(i), share.value()));
        }
        return blamed;
    }
}
