import { inOrder } from '../../../../src/app/domain/model/queue-order';
import { inFewerRows } from '../../../../src/app/pages/kiosk/offered';
import type { Kiosk } from '../../../../src/app/wire/views';

const queue = (id: string, es?: string): Kiosk['queues'][number] => ({
  id,
  prefix: id.toUpperCase(),
  names: { es: id, en: id },
  hints: { es: '', en: '' },
  ...(es ? { group: { es, en: `${es} in English` } } : {}),
  open: true,
  attended: true,
  waiting: 0,
  estimate: null,
  said: { as: 'unknown' },
});
const ids = (queues: readonly { readonly id: string }[]) => queues.map(({ id }) => id);
const stages = (queues: Kiosk['queues']) =>
  inFewerRows(queues, { es: 'Otras', en: 'Others' }).map((rows) =>
    rows.map((row) => ('queue' in row ? row.queue.id : ids(row.group.queues))),
  );

describe('the order of a branch (TK-81)', () => {
  const queues = [queue('a'), queue('b'), queue('c'), queue('d')];

  test('without one, also from an older server, queues stay as they came', () => {
    expect(ids(inOrder(queues, []))).toEqual(['a', 'b', 'c', 'd']);
    expect(ids(inOrder(queues, undefined))).toEqual(['a', 'b', 'c', 'd']);
  });

  test('queues it names come first; unknown and repeated ids are ignored', () => {
    expect(ids(inOrder(queues, ['gone', 'd', 'b', 'd']))).toEqual(['d', 'b', 'a', 'c']);
  });
});

describe('queues in groups (TK-81)', () => {
  test('a group takes the place of its first queue; then the rest form one too', () => {
    const mixed = [queue('a', 'Pagos'), queue('b'), queue('c', 'Pagos'), queue('d', 'Créditos')];
    expect(stages(mixed)).toEqual([
      ['a', 'b', 'c', 'd'],
      [['a', 'c'], 'b', 'd'],
      [
        ['a', 'c'],
        ['b', 'd'],
      ],
    ]);
  });

  test('a single remaining queue stands by itself', () => {
    const mixed = [queue('a', 'Pagos'), queue('b'), queue('c', 'Pagos')];
    expect(stages(mixed)).toEqual([
      ['a', 'b', 'c'],
      [['a', 'c'], 'b'],
    ]);
  });

  test('capitals and spaces make no difference between groups', () => {
    expect(stages([queue('a', 'Pagos'), queue('b', ' PAGOS ')])[1]).toEqual([['a', 'b']]);
  });

  test('without groups every queue has its row, however many there are', () => {
    expect(stages([queue('a'), queue('b'), queue('c', 'Pagos')])).toEqual([['a', 'b', 'c']]);
  });
});
