import { explained, reason, systems } from '../explanation';

const EXPLANATION = `68.0 of 100, model support-1
+70.0 what a usual account has
−8.0 Median first response 54 h (2 tickets in 180 days, last ticket 4501 on 2026-03-20, closed)
   zendesk ticket 4501 https://example.zendesk.com/agent/tickets/4501
   zendesk ticket 4499 https://example.zendesk.com/agent/tickets/4499
+6.0 Mean usage 70 logins (2 usage figures in 90 days, last usage u2 on 2026-03-16)
   file usage u2
0.0 Ratings: unknown, no linked source tells of ratings`;

describe('the explanation that Baton writes', () => {
    it('has a line a measure, and the sum is none', () => {
        expect(explained(EXPLANATION).map(({ points, sentence }) => `${points} ${sentence}`)).toEqual([
            '+70.0 what a usual account has',
            '−8.0 Median first response 54 h (2 tickets in 180 days, last ticket 4501 on 2026-03-20, closed)',
            '+6.0 Mean usage 70 logins (2 usage figures in 90 days, last usage u2 on 2026-03-16)',
            '0.0 Ratings: unknown, no linked source tells of ratings'
        ]);
    });

    it('names the records under their line, with a link where one is known', () => {
        const lines = explained(EXPLANATION);
        expect(lines[0].records).toEqual([]);
        expect(lines[1].records).toEqual([
            {
                system: 'zendesk',
                name: 'ticket 4501',
                url: 'https://example.zendesk.com/agent/tickets/4501'
            },
            {
                system: 'zendesk',
                name: 'ticket 4499',
                url: 'https://example.zendesk.com/agent/tickets/4499'
            }
        ]);
        expect(lines[2].records).toEqual([{ system: 'file', name: 'usage u2', url: null }]);
    });

    it('reads the same with the line ends that the platform gives back', () => {
        expect(explained(EXPLANATION.replaceAll('\n', '\r\n'))).toEqual(explained(EXPLANATION));
    });

    it('of nothing is nothing', () => {
        expect(explained(null)).toEqual([]);
        expect(explained('')).toEqual([]);
    });

    it('tells which systems the records come from, each once', () => {
        expect(systems(explained(EXPLANATION))).toEqual(['zendesk', 'file']);
    });
});

describe('a reason', () => {
    it('brings the records of its line', () => {
        const found = reason(
            '−8 Median first response 54 h (2 tickets in 180 days, last ticket 4501 on 2026-03-20, closed)',
            explained(EXPLANATION)
        );
        expect(found.points).toBe('−8');
        expect(found.records.map(({ name }) => name)).toEqual(['ticket 4501', 'ticket 4499']);
    });

    it('that was cut to fit its field still finds its line', () => {
        const found = reason('−8 Median first response 54 h (2 tick…', explained(EXPLANATION));
        expect(found.records).toHaveLength(2);
    });

    it('without a line in the explanation stands alone', () => {
        expect(reason('±0 Something else', explained(EXPLANATION)).records).toEqual([]);
        expect(reason('no points at all', [])).toEqual({
            points: null,
            sentence: 'no points at all',
            records: []
        });
    });
});
