import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { dayInWords, fill, signed, today } from 'c/batonWording';
import { assessment, readable } from './assessment';
import { SHOWN } from './fields';
import labels from './labels';

/** Warnings by the API name of Baton_Data_Status__c; Current needs none. */
const WARNINGS = {
    Stale: labels.stale,
    Incomplete: labels.incomplete,
    Churned: labels.churned
};

const ARROWS = { Improving: '↗', Stable: '→', Worsening: '↘' };

/**
 * The health of an account on its record page. Reads through UI API only, so that the reader's
 * rights hold by themselves.
 */
export default class BatonHealth extends LightningElement {
    @api recordId;

    labels = labels;
    fields = SHOWN;
    health = null;
    trouble = null;
    allLinesShown = false;

    @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
    received({ data, error }) {
        if (error) {
            this.trouble = error.status === 403 ? labels.noAccess : labels.error;
            this.health = null;
        } else if (data) {
            this.trouble = readable(data) ? null : labels.noAccess;
            this.health = readable(data) ? assessment(data, today()) : null;
        }
    }

    get loading() {
        return !this.trouble && !this.health;
    }

    get notScored() {
        return this.health !== null && !this.health.band;
    }

    get scored() {
        return this.health !== null && !this.notScored;
    }

    get scoreKnown() {
        return this.health.score !== null;
    }

    get badgeClass() {
        return `badge ${this.health.band.toLowerCase()}`;
    }

    get isRed() {
        return this.health.band === 'Red';
    }

    get isYellow() {
        return this.health.band === 'Yellow';
    }

    get isGreen() {
        return this.health.band === 'Green';
    }

    get isUnknown() {
        return this.health.band === 'Unknown';
    }

    get arrow() {
        return ARROWS[this.health.trend];
    }

    get course() {
        const { change, trend, trendInWords } = this.health;
        if (!ARROWS[trend]) {
            return null;
        }
        return change === null
            ? trendInWords
            : `${trendInWords}, ${fill(labels.pointsIn30Days, signed(change))}`;
    }

    get overrideText() {
        const { bandInWords, override } = this.health;
        return fill(labels.overridden, bandInWords, dayInWords(override.until), override.reason);
    }

    get modelText() {
        return fill(labels.modelSays, this.health.override.modelBandInWords);
    }

    get warning() {
        return WARNINGS[this.health.dataStatus];
    }

    get hasReasons() {
        return this.health.reasons.length > 0;
    }

    /** Of an unknown score "nothing stands out" would claim to have looked. */
    get reasoned() {
        return this.hasReasons || !this.isUnknown;
    }

    get hasLines() {
        return this.health.lines.length > 0;
    }

    get allLinesExpanded() {
        return String(this.allLinesShown);
    }

    get hasNextAction() {
        return Boolean(this.health.nextAction);
    }

    /** How fresh and how well founded the score is, one sentence each, those that are known. */
    get footing() {
        const { changedOn, coverage, model, systems } = this.health;
        return [
            changedOn && fill(labels.changedOn, dayInWords(changedOn)),
            coverage !== null && fill(labels.coverage, Math.round(coverage)),
            systems.length > 0 && fill(labels.sources, systems.join(', ')),
            model && fill(labels.model, model)
        ].filter(Boolean);
    }

    toggleLines() {
        this.allLinesShown = !this.allLinesShown;
    }
}
