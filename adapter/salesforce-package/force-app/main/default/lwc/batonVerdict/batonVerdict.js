import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import cancel from '@salesforce/label/c.Baton_Cancel';
import change from '@salesforce/label/c.Baton_Verdict_Change';
import hint from '@salesforce/label/c.Baton_Verdict_Hint';
import save from '@salesforce/label/c.Baton_Save';
import saved from '@salesforce/label/c.Baton_Saved';
import ACCOUNT from '@salesforce/schema/Account';
import OVERRIDE_BAND from '@salesforce/schema/Account.Baton_Override_Band__c';
import OVERRIDE_REASON from '@salesforce/schema/Account.Baton_Override_Reason__c';
import OVERRIDE_UNTIL from '@salesforce/schema/Account.Baton_Override_Until__c';
import PULSE from '@salesforce/schema/Account.Baton_Pulse__c';

/**
 * The people's own fields: override and pulse. Shown only to those who may write them; the
 * platform's form brings labels, help, the validation rule's message and its own checks of rights.
 */
export default class BatonVerdict extends LightningElement {
    @api recordId;

    labels = { cancel, change, hint, save };
    account = ACCOUNT;
    open = false;
    message = '';
    focusNext = null;

    @wire(getObjectInfo, { objectApiName: '$account' })
    objectInfo;

    get writable() {
        return this.fields.length > 0;
    }

    /** Those of the four that this reader may write. */
    get fields() {
        const known = this.objectInfo.data?.fields ?? {};
        return [OVERRIDE_BAND, OVERRIDE_UNTIL, OVERRIDE_REASON, PULSE].filter(
            ({ fieldApiName }) => known[fieldApiName]?.updateable
        );
    }

    get expanded() {
        return String(this.open);
    }

    toggle() {
        this.open = !this.open;
        this.message = '';
        this.focusNext = this.open ? '.form' : null;
    }

    close() {
        this.open = false;
        this.focusNext = '.opener';
    }

    done() {
        this.close();
        this.message = saved;
    }

    /** Keyboard and screen reader follow what opened or closed. */
    renderedCallback() {
        if (this.focusNext) {
            this.template.querySelector(this.focusNext)?.focus();
            this.focusNext = null;
        }
    }
}
