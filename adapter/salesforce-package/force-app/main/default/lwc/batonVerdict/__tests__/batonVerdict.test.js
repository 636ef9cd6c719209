import { createElement } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import BatonVerdict from 'c/batonVerdict';

const OWN = [
    'Baton_Override_Band__c',
    'Baton_Override_Until__c',
    'Baton_Override_Reason__c',
    'Baton_Pulse__c'
];

const info = (updateable) => ({
    fields: Object.fromEntries(
        [...OWN, 'Baton_Score__c'].map((name) => [name, { updateable: updateable.includes(name) }])
    )
});

describe("the form for people's own fields", () => {
    let element;
    const find = (selector) => element.shadowRoot.querySelector(selector);
    const open = async () => {
        getObjectInfo.emit(info(OWN));
        await Promise.resolve();
        find('.opener').click();
        await Promise.resolve();
    };

    beforeEach(() => {
        element = createElement('c-baton-verdict', { is: BatonVerdict });
        element.recordId = '001000000000001AAA';
        document.body.appendChild(element);
    });

    afterEach(() => document.body.replaceChildren());

    it('is not there for those who may not write them', async () => {
        getObjectInfo.emit(info(['Baton_Score__c']));
        await Promise.resolve();
        expect(find('button')).toBeNull();
    });

    it('offers exactly the fields that the reader may write', async () => {
        await open();
        const names = [...element.shadowRoot.querySelectorAll('lightning-input-field')].map(
            (field) => field.fieldName
        );
        expect(names).toEqual(OWN);
        const form = find('lightning-record-edit-form');
        expect(form.recordId).toBe('001000000000001AAA');
        expect(form.objectApiName).toBe('Account');
    });

    it('leaves out a field that was taken from the reader', async () => {
        getObjectInfo.emit(info(['Baton_Pulse__c']));
        await Promise.resolve();
        find('.opener').click();
        await Promise.resolve();
        expect(element.shadowRoot.querySelectorAll('lightning-input-field')).toHaveLength(1);
    });

    it('takes the keyboard along when it opens and when it closes', async () => {
        await open();
        expect(element.shadowRoot.activeElement).toBe(find('.form'));
        expect(find('.opener').getAttribute('aria-expanded')).toBe('true');
        element.shadowRoot.querySelectorAll('lightning-button')[1].click();
        await Promise.resolve();
        expect(find('.form')).toBeNull();
        expect(element.shadowRoot.activeElement).toBe(find('.opener'));
    });

    it('says that it saved', async () => {
        await open();
        find('lightning-record-edit-form').dispatchEvent(new CustomEvent('success'));
        await Promise.resolve();
        expect(find('.form')).toBeNull();
        expect(find('[role="status"]').textContent).toBe('Saved.');
    });

    it('stays open, with what was typed, when saving fails', async () => {
        await open();
        find('lightning-record-edit-form').dispatchEvent(new CustomEvent('error'));
        await Promise.resolve();
        expect(find('.form')).not.toBeNull();
        expect(find('lightning-messages')).not.toBeNull();
        expect(find('[role="status"]').textContent).toBe('');
    });
});
