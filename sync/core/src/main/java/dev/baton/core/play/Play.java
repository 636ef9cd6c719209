package dev.baton.core.play;

import java.util.List;

/**
 * A rule that opens a task.
 *
 * @param name as the mapping has it; at most {@link #LONGEST_NAME} characters, so that a task's key
 *     fits its field
 * @param when opens a task as soon as it holds
 * @param until closes the task as soon as it holds; usually the opposite of {@code when}
 * @param owners account fields that hold a user's id, the first choice first; at least one
 * @param dueDays days from opening until it is due, 0..365; a weekend moves it to Monday
 * @param subject what to do, in a line
 * @param advice how to go about it
 */
public record Play(
        String name,
        Cause when,
        Cause until,
        List<String> owners,
        int dueDays,
        String subject,
        String advice) {
    /** {@code Baton_Key__c} takes 80: the name, an id of 18, a day of 10 and two colons. */
    public static final int LONGEST_NAME = 40;

    public Play {
        owners = List.copyOf(owners);
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.contains(":")) {
            throw new IllegalArgumentException("a play's name has 1.." + LONGEST_NAME + " letters");
        }
        if (owners.isEmpty() || dueDays < 0 || dueDays > 365) {
            throw new IllegalArgumentException("a task is somebody's, and due within a year");
        }
    }
}
