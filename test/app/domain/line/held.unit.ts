import { takenBackAt } from '../../../../src/app/domain/line/held';
import type { Advisor } from '../../../../src/app/domain/model/advisor';
import { naturally } from '../../../../src/app/domain/model/natural';
import type { Ticket } from '../../../../src/app/domain/model/ticket';

const ticket = { advisor: 'ana', counter: '3', queue: 'caja' } as Ticket;
const at = (id: string, counter: string, more: Partial<Advisor> = {}) =>
  ({ id, counter, state: 'available', queues: ['caja'], ...more }) as Advisor;
const labels: Readonly<Record<string, string>> = { '4': 'Caja 10', '5': 'Caja 9' };
const counters = Object.fromEntries(
  Object.entries(labels).map(([id, label]) => [id, { id, label }]),
);
const backAt = (...advisors: readonly Advisor[]) =>
  takenBackAt(ticket, Object.fromEntries(advisors.map((each) => [each.id, each])), counters);

test('held tickets go to their holder, else to the first counter that can, 2 before 10', () => {
  const ana = at('ana', '7');
  const others = [at('eva', '10'), at('leo', '2'), at('ivo', '1', { queues: ['empresas'] })];
  expect(backAt(ana, ...others)).toBe('7');
  const gone = { ...ana, state: 'offline' } as const;
  expect(backAt(gone, ...others)).toBe('2');
  expect(backAt(gone, at('eva', 'Caja 10'), at('leo', 'Caja 9'))).toBe('Caja 9');
  // by what stands on the counter, which need not be in the order of the ids
  expect(backAt(gone, at('eva', '4'), at('leo', '5'))).toBe('5');
  expect(backAt(gone, at('ivo', '1', { queues: ['empresas'] }))).toBeUndefined();
});

test('names with numbers are sorted as people look for them', () => {
  const names = ['Caja 10', 'Caja 2', 'caja 1', 'Ñuñoa', 'Norte', 'Olmué', '10', '9'];
  expect([...names].sort(naturally)).toEqual([
    '9',
    '10',
    'caja 1',
    'Caja 2',
    'Caja 10',
    'Norte',
    'Ñuñoa',
    'Olmué',
  ]);
  expect(naturally('a', 'a')).toBe(0);
  expect(naturally('01', '1')).not.toBe(0);
});
