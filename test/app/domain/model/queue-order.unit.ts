import { byQueue, inOrder } from '../../../../src/app/domain/model/queue-order';

const queues = { caja: { id: 'caja' }, banker: { id: 'banker' }, empresas: { id: 'empresas' } };
const rows = [['banker', 1] as const, ['gone', 2] as const, ['caja', 3] as const];
const order = (queueOrder?: readonly string[]) =>
  byQueue([...rows, ['empresas', 4] as const], ([queue]) => queue, {
    queues,
    settings: { queueOrder },
  }).map(([queue]) => queue);

test("items follow the branch's order of queues; of queues it lost come last", () => {
  expect(order()).toEqual(['caja', 'banker', 'empresas', 'gone']);
  expect(order(['empresas'])).toEqual(['empresas', 'caja', 'banker', 'gone']);
  expect(inOrder(Object.values(queues), ['empresas']).map(({ id }) => id)).toEqual([
    'empresas',
    'caja',
    'banker',
  ]);
});
