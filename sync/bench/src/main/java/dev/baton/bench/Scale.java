package dev.baton.bench;

import dev.baton.bench.org.OrgSize;

/** How large a company is measured. */
enum Scale {
    /** For trying the bench out. */
    TINY(new OrgSize(100, 300, 1_000)),
    SMALL(new OrgSize(10_000, 30_000, 100_000)),
    MEDIUM(new OrgSize(100_000, 300_000, 1_000_000)),
    /** Takes an hour and 10 GB of disk. */
    LARGE(new OrgSize(1_000_000, 3_000_000, 10_000_000));

    @SuppressWarnings("ImmutableEnumChecker") // three numbers
    private final OrgSize size;

    Scale(OrgSize size) {
        this.size = size;
    }

    OrgSize size() {
        return size;
    }

    /** The same company with a tenth of its tickets, to see what grows with them. */
    OrgSize quieter() {
        return new OrgSize(size.accounts(), size.opportunities(), size.tickets() / 10);
    }
}
