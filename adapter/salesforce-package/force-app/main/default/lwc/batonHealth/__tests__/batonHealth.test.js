import { createElement } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import BatonHealth from 'c/batonHealth';

const RED = {
    Baton_Band__c: { value: 'Red', displayValue: 'Red' },
    Baton_Change_30d__c: { value: -21 },
    Baton_Changed_On__c: { value: '2026-03-20' },
    Baton_Coverage__c: { value: 74 },
    Baton_Data_Status__c: { value: 'Current' },
    Baton_Explanation__c: {
        value: `31.0 of 100, model support-1
+70.0 what a usual account has
−39.0 Median first response 54 h (2 tickets in 180 days)
   zendesk ticket 4501 https://example.com/4501`
    },
    Baton_Model__c: { value: 'support-1' },
    Baton_Next_Action__c: { value: 'Call the sponsor' },
    Baton_Override_Band__c: { value: null },
    Baton_Override_Reason__c: { value: null },
    Baton_Override_Until__c: { value: null },
    Baton_Reason_1__c: { value: '−39 Median first response 54 h (2 tickets in 180 days)' },
    Baton_Reason_2__c: { value: null },
    Baton_Reason_3__c: { value: null },
    Baton_Score__c: { value: 31 },
    Baton_Trend__c: { value: 'Worsening', displayValue: 'Worsening' }
};

const overridden = (until) => ({
    ...RED,
    Baton_Override_Band__c: { value: 'Green', displayValue: 'Green' },
    Baton_Override_Reason__c: { value: 'New sponsor, met on Monday' },
    Baton_Override_Until__c: { value: until }
});

describe('the health of an account', () => {
    let element;
    const find = (selector) => element.shadowRoot.querySelector(selector);
    const text = () => element.shadowRoot.textContent;
    const show = async (fields) => {
        getRecord.emit({ fields });
        await Promise.resolve();
    };

    beforeEach(() => {
        // Noon in Los Angeles, where the tests' reader lives.
        jest.useFakeTimers({ now: new Date('2026-03-31T19:00:00Z'), doNotFake: ['nextTick'] });
        element = createElement('c-baton-health', { is: BatonHealth });
        element.recordId = '001000000000001AAA';
        document.body.appendChild(element);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
    });

    it('asks only for fields that may be missing, so that one without a right hides no other', () => {
        const { fields, optionalFields, recordId } = getRecord.getLastConfig();
        expect(recordId).toBe('001000000000001AAA');
        expect(fields).toBeUndefined();
        expect(optionalFields.map(({ fieldApiName }) => fieldApiName).sort()).toEqual(
            Object.keys(RED).sort()
        );
    });

    it('waits', () => {
        expect(find('lightning-spinner').alternativeText).toBe('Loading');
    });

    it('says score, band and direction in words, not by colour alone', async () => {
        await show(RED);
        expect(find('.score').textContent).toBe('31of 100');
        expect(find('.band').textContent).toBe('Red');
        expect(find('.badge').classList).toContain('red');
        expect(find('.mark').getAttribute('aria-hidden')).toBe('true');
        expect(find('.course').textContent).toBe('↘ Worsening, −21 points in 30 days');
    });

    it('gives the reasons with their records, and what to do next', async () => {
        await show(RED);
        const reasons = [...element.shadowRoot.querySelectorAll('ol c-baton-line')];
        expect(reasons.map(({ line }) => line.sentence)).toEqual([
            'Median first response 54 h (2 tickets in 180 days)'
        ]);
        expect(reasons[0].line.records).toHaveLength(1);
        expect(find('.next-action').textContent).toBe('Call the sponsor');
    });

    it('opens every line of the score', async () => {
        await show(RED);
        const button = find('.more');
        expect(button.getAttribute('aria-expanded')).toBe('false');
        button.click();
        await Promise.resolve();
        expect(button.getAttribute('aria-expanded')).toBe('true');
        expect(element.shadowRoot.querySelectorAll('.all c-baton-line')).toHaveLength(2);
    });

    it('tells how fresh and how well founded it is', async () => {
        await show(RED);
        expect([...find('.footing').children].map((item) => item.textContent)).toEqual([
            'Score last changed on Mar 20, 2026.',
            'Based on 74 % of what the model looks at.',
            'Records from: zendesk.',
            'Model support-1'
        ]);
    });

    it.each([
        ['Stale', 'Some data is old'],
        ['Incomplete', 'Some data is missing'],
        ['Churned', 'This customer has left']
    ])('warns of data that is %s', async (status, words) => {
        await show({ ...RED, Baton_Data_Status__c: { value: status } });
        expect(find('.warning').textContent).toContain(words);
    });

    it('of current data warns of nothing', async () => {
        await show(RED);
        expect(find('.warning')).toBeNull();
    });

    it('shows the override up to its last day, and what the model says beside it', async () => {
        await show(overridden('2026-03-31'));
        expect(find('.band').textContent).toBe('Green');
        expect([...find('.notice').children].map((line) => line.textContent)).toEqual([
            'Set to Green by hand until Mar 31, 2026: New sponsor, met on Monday',
            'The model says Red.'
        ]);
    });

    it('shows the band again the day after', async () => {
        await show(overridden('2026-03-30'));
        expect(find('.band').textContent).toBe('Red');
        expect(find('.notice')).toBeNull();
    });

    it('of an unknown score says that this is no news, and shows no number', async () => {
        await show({
            ...RED,
            Baton_Band__c: { value: 'Unknown', displayValue: 'Unknown' },
            Baton_Score__c: { value: null },
            Baton_Trend__c: { value: 'Unknown', displayValue: 'Unknown' },
            Baton_Reason_1__c: { value: null },
            Baton_Explanation__c: { value: null }
        });
        expect(find('.score')).toBeNull();
        expect(find('.course')).toBeNull();
        expect(find('.badge').classList).toContain('unknown');
        expect(text()).toContain('neither good nor bad news');
        expect(text()).not.toContain('Nothing stands out');
    });

    it('of a known score without a reason says that nothing stands out', async () => {
        await show({ ...RED, Baton_Reason_1__c: { value: null } });
        expect(text()).toContain('Nothing stands out');
    });

    it('shows a score of 0 as a number', async () => {
        await show({ ...RED, Baton_Score__c: { value: 0 }, Baton_Coverage__c: { value: 0 } });
        expect(find('.number').textContent).toBe('0');
        expect(text()).toContain('Based on 0 %');
    });

    it('of an account without a band says that it is not scored', async () => {
        await show({ ...RED, Baton_Band__c: { value: null } });
        expect(text()).toContain('no score yet');
        expect(find('.badge')).toBeNull();
    });

    it('says whom to ask when the reader has no right to the results', async () => {
        await show({});
        expect(find('[role="alert"]').textContent).toContain('permission set Baton CSM');
    });

    it.each([
        [403, 'permission set Baton CSM'],
        [500, 'Reload the page']
    ])('says what to do when the answer is %s', async (status, words) => {
        getRecord.error({ message: 'no' }, status);
        await Promise.resolve();
        expect(find('[role="alert"]').textContent).toContain(words);
        expect(find('lightning-spinner')).toBeNull();
    });

    it('shows the picklist words of the reader, and colours by the value behind them', async () => {
        await show({ ...RED, Baton_Band__c: { value: 'Red', displayValue: 'Rosso' } });
        expect(find('.band').textContent).toBe('Rosso');
        expect(find('.badge').classList).toContain('red');
    });
});
