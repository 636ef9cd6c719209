import * as field from './fields';
import { explained, reason, systems } from './explanation';

const value = (record, { fieldApiName }) => record.fields[fieldApiName]?.value ?? null;

const shown = (record, { fieldApiName }) => {
    const held = record.fields[fieldApiName];
    return held?.displayValue ?? held?.value ?? null;
};

/** Whether the reader may see results at all: a field without a right to it is not in the answer. */
export function readable(record) {
    return field.BAND.fieldApiName in record.fields;
}

/**
 * What the page shows of a record, in the reader's words; null is what is not known.
 *
 * @param today YYYY-MM-DD; an override counts up to and including its last day, as in the formula
 *     behind Baton_Health__c
 */
export function assessment(record, today) {
    const lines = explained(value(record, field.EXPLANATION));
    const override = overrideOn(record, today);
    return {
        band: override ? override.band : value(record, field.BAND),
        bandInWords: shown(record, override ? field.OVERRIDE_BAND : field.BAND),
        override,
        score: value(record, field.SCORE),
        trend: value(record, field.TREND),
        trendInWords: shown(record, field.TREND),
        change: value(record, field.CHANGE),
        changedOn: value(record, field.CHANGED_ON),
        coverage: value(record, field.COVERAGE),
        dataStatus: value(record, field.DATA_STATUS),
        model: value(record, field.MODEL),
        nextAction: value(record, field.NEXT_ACTION),
        reasons: keyed(reasons(record, lines)),
        lines: keyed(lines),
        systems: systems(lines)
    };
}

function overrideOn(record, today) {
    const band = value(record, field.OVERRIDE_BAND);
    const until = value(record, field.OVERRIDE_UNTIL);
    return band && until && until >= today
        ? {
              band,
              until,
              reason: value(record, field.OVERRIDE_REASON),
              modelBandInWords: shown(record, field.BAND)
          }
        : null;
}

function reasons(record, lines) {
    return field.REASONS.map((each) => value(record, each))
        .filter(Boolean)
        .map((text) => reason(text, lines));
}

function keyed(items) {
    return items.map((item, key) => ({ ...item, key }));
}
