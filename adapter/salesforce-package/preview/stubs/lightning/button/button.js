import { LightningElement, api } from 'lwc';

export default class Button extends LightningElement {
    @api label;
    @api variant = 'neutral';
    @api type = 'button';

    get buttonClass() {
        return `slds-button slds-button_${this.variant}`;
    }
}
