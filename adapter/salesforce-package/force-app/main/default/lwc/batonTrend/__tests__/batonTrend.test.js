import { createElement } from 'lwc';
import { getRelatedListRecords } from 'lightning/uiRelatedListApi';
import BatonTrend from 'c/batonTrend';

const snapshot = (day, score, band) => ({
    fields: {
        Period_End__c: { value: day },
        Score__c: { value: score },
        Effective_Band__c: { value: band, displayValue: band }
    }
});

const RECORDS = [
    snapshot('2026-03-15', 41, 'Red'),
    snapshot('2026-03-08', null, 'Unknown'),
    snapshot('2026-03-01', 60, 'Yellow')
];

describe('the trend', () => {
    let element;

    beforeEach(() => {
        element = createElement('c-baton-trend', { is: BatonTrend });
        element.recordId = '001000000000001AAA';
        document.body.appendChild(element);
    });

    afterEach(() => document.body.replaceChildren());

    it("asks for the account's snapshots, the newest first", () => {
        expect(getRelatedListRecords.getLastConfig()).toEqual({
            parentRecordId: '001000000000001AAA',
            relatedListId: 'Baton_Health_Snapshots__r',
            fields: [
                'Baton_Health_Snapshot__c.Period_End__c',
                'Baton_Health_Snapshot__c.Score__c'
            ],
            optionalFields: ['Baton_Health_Snapshot__c.Effective_Band__c'],
            sortBy: ['-Baton_Health_Snapshot__c.Period_End__c'],
            pageSize: 60
        });
    });

    it('says that it waits, until the rows are there', async () => {
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        getRelatedListRecords.emit({ records: RECORDS });
        await Promise.resolve();
        expect(element.shadowRoot.querySelector('lightning-spinner')).toBeNull();
    });

    it('is a picture with words for those who do not see it', async () => {
        getRelatedListRecords.emit({ records: RECORDS });
        await Promise.resolve();
        const picture = element.shadowRoot.querySelector('svg');
        expect(picture.getAttribute('role')).toBe('img');
        expect(picture.getAttribute('aria-label')).toBe(
            'From 60 on Mar 1, 2026 to 41 on Mar 15, 2026; lowest 41, highest 60.'
        );
        expect(picture.querySelectorAll('circle')).toHaveLength(3);
    });

    it('opens as a table, the newest row first, an unknown score as a dash', async () => {
        getRelatedListRecords.emit({ records: RECORDS });
        await Promise.resolve();
        const button = element.shadowRoot.querySelector('button');
        expect(button.getAttribute('aria-expanded')).toBe('false');
        button.click();
        await Promise.resolve();
        expect(button.getAttribute('aria-expanded')).toBe('true');
        const rows = [...element.shadowRoot.querySelectorAll('tbody tr')];
        expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
            ['Mar 15, 2026', '41', 'Red'],
            ['Mar 8, 2026', '–', 'Unknown'],
            ['Mar 1, 2026', '60', 'Yellow']
        ]);
    });

    it('says so when there is too little to draw', async () => {
        getRelatedListRecords.emit({ records: [] });
        await Promise.resolve();
        expect(element.shadowRoot.textContent).toContain('once two weeks are known');
        expect(element.shadowRoot.querySelector('svg')).toBeNull();
    });

    it('says so when the snapshots may not be read', async () => {
        getRelatedListRecords.error();
        await Promise.resolve();
        expect(element.shadowRoot.textContent).toContain('cannot be read');
        expect(element.shadowRoot.querySelector('lightning-spinner')).toBeNull();
    });
});
