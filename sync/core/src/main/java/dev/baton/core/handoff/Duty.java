package dev.baton.core.handoff;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody has to do about a handoff; each opens a task while it stands. */
public enum Duty {
    HANDOFF_GAPS_SALES("Complete the handoff", Closer.SALES_OWNER),
    HANDOFF_GAPS_CSM("Complete the handoff", Closer.CSM),
    HANDOFF_GAPS_LEAD("Complete the handoff", Closer.LEAD),
    /** Nobody takes the customer over. */
    HANDOFF_ASSIGN("Give the customer a CSM", Closer.LEAD),
    /** It is accepted and has not begun. */
    HANDOFF_KICKOFF("Hold the kickoff", Closer.CSM);

    private static final int KICKOFF_DAYS = 5;
    private static final int ASSIGN_DAYS = 1;

    private final String subject;
    private final Closer closer;

    Duty(String subject, Closer closer) {
        this.subject = subject;
        this.closer = closer;
    }

    /** The name that stands in a task's key and in its field for the play. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Duty> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    String subject() {
        return subject;
    }

    private boolean isOfGaps() {
        return this != HANDOFF_ASSIGN && this != HANDOFF_KICKOFF;
    }

    /** The gaps that it is about: those that Baton will see closed. */
    List<Gap> gaps(Handoff handoff) {
        return isOfGaps()
                ? handoff.completeness().of(closer).stream().filter(gap -> !gap.untold()).toList()
                : List.of();
    }

    /**
     * Whether there is anything to do.
     *
     * @param owner who has the handoff now, or gets it in this plan; null for nobody
     * @param lead the user who gets what nobody else takes, null for none
     */
    boolean stands(Handoff handoff, @Nullable String owner, @Nullable String lead) {
        HandoffStatus status = handoff.status();
        if (status.isEnded() || status == HandoffStatus.DRAFT) {
            return false;
        }
        return switch (this) {
            case HANDOFF_GAPS_SALES, HANDOFF_GAPS_CSM, HANDOFF_GAPS_LEAD ->
                    !gaps(handoff).isEmpty();
            case HANDOFF_ASSIGN ->
                    lead != null && Assigning.isNobodys(owner, handoff.candidates(), lead);
            case HANDOFF_KICKOFF -> status == HandoffStatus.ACCEPTED;
        };
    }

    /** Who is to do it, the first choice first. */
    List<String> owners(Handoff handoff, @Nullable String owner, @Nullable String lead) {
        String first =
                switch (closer) {
                    case SALES_OWNER -> handoff.salesOwner();
                    case CSM -> owner;
                    case LEAD -> lead;
                };
        return Stream.<@Nullable String>of(first, lead)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    /** The day by which it is to be done, at the earliest today. */
    LocalDate due(Handoff handoff, LocalDate today) {
        LocalDate due = handoff.days().acceptDue();
        return switch (this) {
            case HANDOFF_GAPS_SALES, HANDOFF_GAPS_CSM, HANDOFF_GAPS_LEAD ->
                    due == null || due.isBefore(today) ? today : due;
            case HANDOFF_ASSIGN -> today.plusDays(ASSIGN_DAYS);
            case HANDOFF_KICKOFF -> today.plusDays(KICKOFF_DAYS);
        };
    }
}
