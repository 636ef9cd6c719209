package dev.baton.bench.org;

/**
 * How large a generated company is. Every account has one organisation in the helpdesk.
 *
 * @param accounts at least 1, at most 10 million
 * @param opportunities at most 50 million
 * @param tickets at most 100 million
 */
public record OrgSize(int accounts, int opportunities, int tickets) {
    public OrgSize {
        if (accounts < 1 || accounts > 10_000_000) {
            throw new IllegalArgumentException("accounts must be 1..10000000");
        }
        if (opportunities < 0 || opportunities > 50_000_000) {
            throw new IllegalArgumentException("opportunities must be 0..50000000");
        }
        if (tickets < 0 || tickets > 100_000_000) {
            throw new IllegalArgumentException("tickets must be 0..100000000");
        }
    }

    /** Rows of all streams together. */
    public int rows() {
        return 2 * accounts + opportunities + tickets;
    }
}
