package dev.baton.core.health;

/** Whether an account is judged, and if not, why. */
public sealed interface Judgement {

    /**
     * It has a score.
     *
     * @param byScore the band of the score alone; another than the one told while that is held
     */
    record Judged(Band byScore) implements Judgement {}

    /** Less is known of it than the model's coverage floor asks for. */
    record TooLittleKnown() implements Judgement {}

    /**
     * It is in a segment of which it is too early to tell anything.
     *
     * @param why who belongs to the segment, in words
     */
    record TooEarly(String segment, String why) implements Judgement {}

    /**
     * It has come to a terminal state, and leaves the reports.
     *
     * @param why who has come to it, in words
     */
    record Ended(String state, String why) implements Judgement {}
}
