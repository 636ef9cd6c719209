import { createElement } from 'lwc';
import BatonLine from 'c/batonLine';

const show = (line) => {
    const element = createElement('c-baton-line', { is: BatonLine });
    element.line = line;
    document.body.appendChild(element);
    return element.shadowRoot;
};

describe('a line of a score', () => {
    afterEach(() => document.body.replaceChildren());

    it('links its records into a new tab that cannot reach back', () => {
        const root = show({
            points: '−8',
            sentence: 'Slow replies',
            records: [
                { system: 'zendesk', name: 'ticket 7', url: 'https://example.com/7' },
                { system: 'file', name: 'usage u1', url: null },
                { system: 'other', name: 'row 3', url: 'javascript:alert(1)' }
            ]
        });
        const links = [...root.querySelectorAll('a')];
        expect(links).toHaveLength(1);
        expect(links[0].getAttribute('href')).toBe('https://example.com/7');
        expect(links[0].getAttribute('rel')).toBe('noopener noreferrer');
        expect(links[0].textContent).toBe('zendesk ticket 7 (opens in a new tab)');
        expect(root.querySelector('.records').textContent).toContain('other row 3');
    });

    it('tells lost points from gained ones by sign, words and colour', () => {
        const lost = show({ points: '−8', sentence: 'x', records: [] });
        expect(lost.querySelector('.points').classList).toContain('lost');
        expect(lost.querySelector('.slds-assistive-text').textContent).toBe('−8 points');
        const gained = show({ points: '+6.0', sentence: 'x', records: [] });
        expect(gained.querySelector('.points').classList).toContain('gained');
        for (const points of ['0.0', '±0']) {
            const none = show({ points, sentence: 'x', records: [] });
            expect(none.querySelector('.points').classList).toContain('none');
        }
    });

    it('without points or records shows its sentence alone', () => {
        const root = show({ points: null, sentence: 'Just words', records: [] });
        expect(root.querySelector('.points')).toBeNull();
        expect(root.querySelector('.records')).toBeNull();
        expect(root.textContent).toBe('Just words');
    });
});
