package dev.baton.sandbox.salesforce.org;

import java.util.Set;

/** Hears of every record that is written through the API, under the org's lock. */
public interface Watcher {
    /** Of an org that nobody watches. */
    Watcher NOBODY =
            new Watcher() {
                @Override
                public void begun() {}

                @Override
                public void ended(boolean kept) {}

                @Override
                public void created(Row row) {}

                @Override
                public void written(Row row, Set<String> changed) {}

                @Override
                public void deleted(Row row) {}

                @Override
                public void undeleted(Row row) {}
            };

    /** Writes follow of which either all or none stand. */
    void begun();

    /**
     * They are over.
     *
     * @param kept whether all stand; otherwise none happened
     */
    void ended(boolean kept);

    void created(Row row);

    /**
     * A record that was there has been written.
     *
     * @param changed the fields that hold another value now; may be empty
     */
    void written(Row row, Set<String> changed);

    void deleted(Row row);

    void undeleted(Row row);
}
