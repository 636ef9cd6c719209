const URL_IN_TEXT = /https?:\/\/[^\s<>"']+/g;
const AFTER_A_URL = /[).,;:!?\]]+$/;

/**
 * A URL that may be clicked, or null. What is linked comes from records that others write, so
 * nothing but the web is let through, and no name and password hidden in an address.
 */
export function webUrl(text) {
    let url;
    try {
        url = new URL(text);
    } catch {
        return null;
    }
    const web = url.protocol === 'https:' || url.protocol === 'http:';
    return web && !url.username && !url.password ? url.href : null;
}

/** A sentence in pieces, those that are a URL with an href. */
export function pieces(sentence) {
    const found = [];
    let end = 0;
    for (const match of sentence.matchAll(URL_IN_TEXT)) {
        const text = match[0].replace(AFTER_A_URL, '');
        const href = webUrl(text);
        if (href) {
            found.push({ text: sentence.slice(end, match.index) }, { text, href });
            end = match.index + text.length;
        }
    }
    found.push({ text: sentence.slice(end) });
    return found.filter((piece) => piece.text !== '').map((piece, key) => ({ ...piece, key }));
}
