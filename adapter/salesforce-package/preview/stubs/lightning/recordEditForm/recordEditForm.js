import { LightningElement, api } from 'lwc';

export default class RecordEditForm extends LightningElement {
    @api recordId;
    @api objectApiName;
}
