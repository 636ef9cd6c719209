package dev.baton.core.handoff;

import dev.baton.core.measure.Wording;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a handoff is written into the CRM. */
public final class HandoffText {
    /** Characters of the CRM's field for gaps. */
    private static final int GAPS = 2_000;

    /** Characters of people's long texts. */
    private static final int FILL = 4_000;

    private HandoffText() {}

    /**
     * What Baton alone writes, apart from the owner; a null empties its field.
     *
     * @see #fills
     */
    public static Map<HandoffField, @Nullable Object> values(Handoff handoff) {
        var values = new EnumMap<HandoffField, @Nullable Object>(HandoffField.class);
        values.put(HandoffField.OPPORTUNITY, handoff.deal());
        values.put(HandoffField.ACCOUNT, handoff.account());
        values.put(HandoffField.SALES_OWNER, handoff.salesOwner());
        values.put(HandoffField.STATUS, handoff.status().title());
        values.put(HandoffField.COMPLETENESS, percent(handoff));
        values.put(
                HandoffField.OPEN_GAPS, BigDecimal.valueOf(handoff.completeness().gaps().size()));
        values.put(HandoffField.GAPS, gaps(handoff));
        values.put(HandoffField.OPENED_ON, handoff.days().openedOn());
        values.put(HandoffField.ACCEPT_DUE, handoff.days().acceptDue());
        values.put(HandoffField.ACCEPTED_ON, handoff.days().acceptedOn());
        values.put(HandoffField.KICKOFF_ON, handoff.days().kickoffOn());
        values.put(HandoffField.FIRST_VALUE_ON, handoff.days().firstValueOn());
        return values;
    }

    /** What empty fields of people's are filled with; those that hold something are left out. */
    public static Map<HandoffField, String> fills(Handoff handoff, HeldHandoff held) {
        var fills = new EnumMap<HandoffField, String>(HandoffField.class);
        handoff.fills()
                .forEach(
                        (field, text) -> {
                            if (held.isEmpty(field)) {
                                fills.put(field, Wording.within(FILL, text));
                            }
                        });
        return fills;
    }

    /** What is told on the deal. */
    public static Map<DealField, Object> ofDeal(Handoff handoff) {
        var values = new EnumMap<DealField, Object>(DealField.class);
        values.put(DealField.HANDOFF_STATUS, handoff.status().title());
        values.put(DealField.HANDOFF_COMPLETE, percent(handoff));
        return values;
    }

    private static BigDecimal percent(Handoff handoff) {
        return BigDecimal.valueOf(handoff.completeness().percent());
    }

    private static @Nullable String gaps(Handoff handoff) {
        return handoff.completeness().gaps().isEmpty()
                ? null
                : Wording.lines(
                        GAPS,
                        handoff.completeness().gaps().stream()
                                .map(gap -> "- " + gap.words())
                                .toList());
    }
}
