package dev.baton.backtest;

/**
 * What a score foretells. Everything here ranks accounts so that those come first to which it
 * happens: by how bad their health is, or by how ready they are.
 */
public enum Target {
    LEAVING("left", "stayed", "who leaves", "worst", "best", "lasting red", "leaving"),
    BUYING_MORE(
            "bought more",
            "did not",
            "who buys more",
            "most ready",
            "least ready",
            "lasting readiness",
            "buying more");

    private final String did;
    private final String didNot;
    private final String who;
    private final String first;
    private final String last;
    private final String sign;
    private final String doing;

    Target(
            String did,
            String didNot,
            String who,
            String first,
            String last,
            String sign,
            String doing) {
        this.did = did;
        this.didNot = didNot;
        this.who = who;
        this.first = first;
        this.last = last;
        this.sign = sign;
        this.doing = doing;
    }

    /** What those did to whom it happened: "left". */
    public String did() {
        return did;
    }

    /** What the others did: "stayed". */
    public String didNot() {
        return didNot;
    }

    /** "who leaves". */
    public String who() {
        return who;
    }

    /** Those that are ranked first: "worst". */
    public String first() {
        return first;
    }

    /** Those that are ranked last: "best". */
    public String last() {
        return last;
    }

    /** The band that tells of it, and stays: "lasting red". */
    public String sign() {
        return sign;
    }

    /** "leaving". */
    public String doing() {
        return doing;
    }
}
