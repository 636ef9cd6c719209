package dev.baton.core.health;

/** Whether an account is judged, and if not, why. */
public sealed interface Judgement {

    /** It has a score. */
    record Judged() implements Judgement {}

    /** Less is known of it than the model's coverage floor asks for. */
    record TooLittleKnown() implements Judgement {}

    /**
     * It is in a segment of which it is too early to tell anything.
     *
     * @param why who belongs to the segment, in words
     */
    record TooEarly(String segment, String why) implements Judgement {}
}
