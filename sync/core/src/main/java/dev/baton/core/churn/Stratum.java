package dev.baton.core.churn;

/**
 * The accounts of one segment, divided by exposure and by what became of them.
 *
 * @param exposed those exposed, 0 or more
 * @param exposedLeft those of them that left
 * @param others those not exposed, 0 or more
 * @param othersLeft those of them that left
 */
public record Stratum(int exposed, int exposedLeft, int others, int othersLeft) {
    public Stratum {
        if (exposedLeft < 0 || othersLeft < 0 || exposedLeft > exposed || othersLeft > others) {
            throw new IllegalArgumentException("more left than there were");
        }
    }

    int accounts() {
        return exposed + others;
    }

    int left() {
        return exposedLeft + othersLeft;
    }
}
