package dev.baton.sandbox.demo.company;

import dev.baton.sandbox.salesforce.org.SalesforceId;

/** Record ids of a Salesforce org: no two alike, and none that tells how many there are. */
final class Ids {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 9;
    private static final long ROOM = 13_537_086_546_263_552L; // 62 to the 9th

    /** Coprime to 62, hence every count has its own id. */
    private static final long STRIDE = 7_654_321_987_653L;

    private long count;

    /**
     * The next one, 18 characters.
     *
     * @param prefix the object's key prefix, 3 characters
     */
    String next(String prefix) {
        long rest = ++count * STRIDE % ROOM;
        var id = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return SalesforceId.extend(prefix + "Dm0" + id);
    }
}
