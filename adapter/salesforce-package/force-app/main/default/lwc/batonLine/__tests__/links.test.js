import { pieces, webUrl } from '../links';

describe('what may be clicked', () => {
    it.each(['https://example.com/a?b=c#d', 'http://example.com/'])('%s', (url) => {
        expect(webUrl(url)).toBe(url);
    });

    it.each([
        'javascript:alert(1)',
        'data:text/html,hello',
        'ftp://example.com/file',
        'https://name:word@example.com/',
        '/relative',
        'nonsense',
        '',
        null
    ])('%s is plain text', (text) => {
        expect(webUrl(text)).toBeNull();
    });
});

describe('a sentence', () => {
    it('links its addresses and leaves the punctuation after them alone', () => {
        expect(pieces('See https://example.com/1, and (http://example.com/2).')).toEqual([
            { key: 0, text: 'See ' },
            { key: 1, text: 'https://example.com/1', href: 'https://example.com/1' },
            { key: 2, text: ', and (' },
            { key: 3, text: 'http://example.com/2', href: 'http://example.com/2' },
            { key: 4, text: ').' }
        ]);
    });

    it('without an address is one piece', () => {
        expect(pieces('12 tickets')).toEqual([{ key: 0, text: '12 tickets' }]);
    });

    it('that hides a script shows it as text', () => {
        expect(pieces('javascript:alert(1) <b>bold</b>')).toEqual([
            { key: 0, text: 'javascript:alert(1) <b>bold</b>' }
        ]);
    });
});
