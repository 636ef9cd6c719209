import { LightningElement, api } from 'lwc';
import newTab from '@salesforce/label/c.Baton_New_Tab';
import points from '@salesforce/label/c.Baton_Points';
import recordsBehind from '@salesforce/label/c.Baton_Records_Behind';
import { fill } from 'c/batonWording';
import { pieces, webUrl } from './links';

/** One line of a score: points, sentence, and the records it was counted from. */
export default class BatonLine extends LightningElement {
    /**
     * {points, sentence, records}: points as Baton writes them ("−8", "+6.0") or null; records a
     * list of {system, name, url}, the url null where none is known.
     */
    @api line;

    labels = { newTab, recordsBehind };

    get pointsClass() {
        const sign = this.line.points.charAt(0);
        return `points ${sign === '−' ? 'lost' : sign === '+' ? 'gained' : 'none'}`;
    }

    get pointsInWords() {
        return fill(points, this.line.points);
    }

    get pieces() {
        return pieces(this.line.sentence);
    }

    get hasRecords() {
        return this.line.records.length > 0;
    }

    get records() {
        return this.line.records.map(({ system, name, url }) => ({
            text: `${system} ${name}`,
            href: webUrl(url)
        }));
    }
}
