import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';

/** A label with its places {0}, {1}, … filled in. */
export function fill(label, ...values) {
    return label.replace(/\{(\d+)\}/g, (place, index) => values[index] ?? place);
}

/**
 * A day as the reader writes it.
 *
 * @param day YYYY-MM-DD, which has no time zone: reading it in one could show the day before
 */
export function dayInWords(day) {
    return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(`${day}T00:00:00Z`)
    );
}

/** The reader's day as YYYY-MM-DD, the one that TODAY() means in a formula. */
export function today(now = new Date()) {
    const parts = new Intl.DateTimeFormat('en', {
        timeZone: TIME_ZONE,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit'
    }).formatToParts(now);
    const part = (type) => parts.find((each) => each.type === type).value;
    return `${part('year')}-${part('month')}-${part('day')}`;
}

/** A number with its sign, a true minus as Baton writes it. */
export function signed(number) {
    const size = new Intl.NumberFormat(LOCALE).format(Math.abs(number));
    return number > 0 ? `+${size}` : number < 0 ? `−${size}` : '±0';
}
