import { Agenda } from '../../../src/local/replay/agenda';
import fc from '../../support/draws';

it('gives the earliest first; within an instant by rank, then by insertion', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 3 }))),
      (moments) => {
        const agenda = new Agenda<number>();
        moments.forEach(([at, rank], index) => agenda.put(at, rank, index));
        const taken: number[] = [];
        while (agenda.next !== undefined) {
          expect(agenda.next).toBe(
            Math.min(...moments.filter((_, index) => !taken.includes(index)).map(([at]) => at)),
          );
          taken.push(agenda.take()!);
        }
        expect(taken).toEqual(
          moments
            .map((_, index) => index)
            .sort(
              (a, b) => moments[a][0] - moments[b][0] || moments[a][1] - moments[b][1] || a - b,
            ),
        );
        expect(agenda.take()).toBeUndefined();
      },
    ),
  );
});
