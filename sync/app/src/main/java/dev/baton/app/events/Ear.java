package dev.baton.app.events;

import dev.baton.engine.News.Doubt;
import dev.baton.port.ChangeFeed.Interest;
import dev.baton.port.StreamRequest;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What has been heard of one stream. Guarded by {@link Hearing}. */
final class Ear {
    /** Of so many records in doubt it is cheaper to read all. */
    private static final int MOST_DOUBTFUL = 2_000;

    private final StreamRequest request;
    private @Nullable String heard;
    private @Nullable String atBegin;

    /** Everything up to here has been dealt with. */
    private @Nullable String sure;

    private Doubt doubt = new Doubt.None();
    private @Nullable String complaint;

    Ear(StreamRequest request, @Nullable String position) {
        this.request = request;
        heard = position;
        atBegin = position;
        sure = position;
    }

    Interest interest() {
        return new Interest(request, heard);
    }

    void heardUpTo(@Nullable String position) {
        heard = position;
        complaint = null;
    }

    void doubt(Set<String> ids) {
        var all = new TreeSet<>(ids);
        if (doubt instanceof Doubt.Records(Set<String> before)) {
            all.addAll(before);
        }
        boolean whole = doubt instanceof Doubt.Whole || all.size() > MOST_DOUBTFUL;
        doubt = whole ? new Doubt.Whole() : new Doubt.Records(all);
    }

    void lost() {
        doubt = new Doubt.Whole();
    }

    Doubt doubt() {
        return doubt;
    }

    /** What came up since it was told stays. */
    void settled(Doubt told) {
        doubt =
                switch (doubt) {
                    case Doubt.Records(Set<String> ids)
                            when told instanceof Doubt.Records(Set<String> done) ->
                            rest(ids, done);
                    case Doubt.Whole whole when told instanceof Doubt.Records -> whole;
                    case Doubt.None none -> none;
                    case Doubt.Records records -> new Doubt.None();
                    case Doubt.Whole whole -> new Doubt.None();
                };
    }

    private static Doubt rest(Set<String> ids, Set<String> done) {
        var rest = new TreeSet<>(ids);
        rest.removeAll(done);
        return rest.isEmpty() ? new Doubt.None() : new Doubt.Records(rest);
    }

    void cycleBegan() {
        atBegin = heard;
    }

    /** Up to where everything has been dealt with, after a cycle that did its work. */
    @Nullable String cycleDone() {
        if (doubt instanceof Doubt.None) {
            sure = atBegin;
        }
        return sure;
    }

    /** Listening begins at the present, the next time. */
    void skipAhead() {
        heard = null;
        atBegin = null;
        sure = null;
    }

    /** Whether this is a complaint that was not the last one, too. */
    boolean complains(String code) {
        boolean news = !code.equals(complaint);
        complaint = code;
        return news;
    }
}
