import { LightningElement, api } from 'lwc';
import { objectInfo } from '../../../state';

export default class InputField extends LightningElement {
    @api fieldName;

    get label() {
        return objectInfo().fields[this.fieldName].label;
    }
}
