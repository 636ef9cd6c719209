import { dayInWords, fill, signed, today } from 'c/batonWording';

describe('words', () => {
    it('a label gets its values, also twice and out of order', () => {
        expect(fill('{1} before {0}, {1}', 'b', 'a')).toBe('a before b, a');
    });

    it('a value with a place of its own is left as it is', () => {
        expect(fill('{0} {1}', '{1}', 'x')).toBe('{1} x');
    });

    it('a label without a value keeps its place', () => {
        expect(fill('{0} {1}', 7)).toBe('7 {1}');
    });

    it('a day is the same day west of Greenwich', () => {
        expect(dayInWords('2026-03-01')).toBe('Mar 1, 2026');
    });

    it('numbers carry their sign', () => {
        expect([signed(3), signed(-12), signed(0)]).toEqual(['+3', '−12', '±0']);
    });

    it("today is the reader's day, not the one in Greenwich", () => {
        // The tests' reader lives in Los Angeles.
        expect(today(new Date('2026-03-10T06:59:59Z'))).toBe('2026-03-09');
        expect(today(new Date('2026-03-10T07:00:00Z'))).toBe('2026-03-10');
    });
});
