import { LightningElement, api, wire } from 'lwc';
import { getRelatedListRecords } from 'lightning/uiRelatedListApi';
import band from '@salesforce/label/c.Baton_Band';
import empty from '@salesforce/label/c.Baton_Trend_Empty';
import loading from '@salesforce/label/c.Baton_Loading';
import periodEnd from '@salesforce/label/c.Baton_Period_End';
import score from '@salesforce/label/c.Baton_Score';
import summary from '@salesforce/label/c.Baton_Trend_Summary';
import table from '@salesforce/label/c.Baton_Trend_Table';
import title from '@salesforce/label/c.Baton_Trend_Title';
import unavailable from '@salesforce/label/c.Baton_Trend_Unavailable';
import BAND from '@salesforce/schema/Baton_Health_Snapshot__c.Effective_Band__c';
import PERIOD_END from '@salesforce/schema/Baton_Health_Snapshot__c.Period_End__c';
import SCORE from '@salesforce/schema/Baton_Health_Snapshot__c.Score__c';
import { dayInWords, fill } from 'c/batonWording';
import { HEIGHT, WIDTH, course, drawing, gist } from './course';

const name = ({ objectApiName, fieldApiName }) => `${objectApiName}.${fieldApiName}`;

/** The course of the score as a line, and as a table for those who read it rather than see it. */
export default class BatonTrend extends LightningElement {
    @api recordId;

    labels = { band, loading, periodEnd, score, table, title };
    relatedList = 'Baton_Health_Snapshots__r';
    fields = [name(PERIOD_END), name(SCORE)];
    optionalFields = [name(BAND)];
    newestFirst = [`-${name(PERIOD_END)}`];
    pageSize = 60;
    viewBox = `0 0 ${WIDTH} ${HEIGHT}`;
    width = WIDTH;
    tableShown = false;
    snapshots = null;
    failed = false;

    @wire(getRelatedListRecords, {
        parentRecordId: '$recordId',
        relatedListId: '$relatedList',
        fields: '$fields',
        optionalFields: '$optionalFields',
        sortBy: '$newestFirst',
        pageSize: '$pageSize'
    })
    received({ data, error }) {
        this.failed = Boolean(error);
        this.snapshots = data ? course(data.records) : null;
    }

    get waiting() {
        return !this.failed && this.snapshots === null;
    }

    get message() {
        if (this.failed) {
            return unavailable;
        }
        return this.snapshots && !this.drawing ? empty : null;
    }

    get drawing() {
        return this.snapshots && drawing(this.snapshots);
    }

    get last() {
        const { points } = this.drawing;
        return points[points.length - 1];
    }

    get summary() {
        const { first, highest, last, lowest } = gist(this.snapshots);
        return fill(
            summary,
            first.score,
            dayInWords(first.day),
            last.score,
            dayInWords(last.day),
            lowest,
            highest
        );
    }

    get firstDay() {
        return dayInWords(this.snapshots[0].day);
    }

    get lastDay() {
        return dayInWords(this.snapshots[this.snapshots.length - 1].day);
    }

    get tableExpanded() {
        return String(this.tableShown);
    }

    get rows() {
        return [...this.snapshots].reverse().map((snapshot) => ({
            ...snapshot,
            score: snapshot.score ?? '–',
            dayInWords: dayInWords(snapshot.day)
        }));
    }

    toggleTable() {
        this.tableShown = !this.tableShown;
    }
}
