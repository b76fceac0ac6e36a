import type { Action } from '../../../../src/app/pages/advisor/outbox';
import { Slips } from '../../../../src/app/pages/advisor/slips';
import { ApiProblem } from '../../../../src/app/pages/shared/api/api';

const kept = new Map<string, string>();
const store = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, text: string) => void kept.set(name, text),
  removeItem: (name: string) => void kept.delete(name),
};
/** The server's time, far from this machine's. */
const NOW = 1_000;
const made = () => new Slips('ana', 'centro', store, { value: undefined }, () => NOW);
const ticket = (id: string) => ({ id, number: id.toUpperCase(), state: 'serving' as const });
const refusal = (action: Action, id: string, code = 'wrong_state') => ({
  pressed: {
    ...{ path: '/', body: {}, key: 'k', staff: 'ana', at: 0, action, ticket: id },
    method: 'POST' as const,
  },
  problem: new ApiProblem(409, code),
});

beforeEach(() => kept.clear());

test('a refused press was not done: no line says it was, even after a reload', () => {
  const slips = made();
  slips.remember('transfer', ticket('c01'));
  slips.remember('finish', ticket('c02'));
  expect(slips.last.value?.at).toBe(NOW);
  slips.refused(refusal('recall', 'c02'));
  expect(slips.last.value).toMatchObject({ what: 'finish', ticket: 'c02' });
  slips.refused(refusal('finish-next', 'c02'));
  expect(slips.last.value).toMatchObject({ what: 'transfer', ticket: 'c01' });
  expect(made().last.value).toMatchObject({ what: 'transfer', ticket: 'c01' });
  slips.refused(refusal('transfer', 'c09'));
  expect(made().last.value).toMatchObject({ ticket: 'c01' });
});

test('an undo that may be retried is offered again; one that is over is not', () => {
  const slips = made();
  slips.remember('finish', { ...ticket('c01'), state: 'held' });
  slips.forget();
  expect(made().last.value).toBeUndefined();
  slips.refused(refusal('undo', 'c01', 'advisor_busy'));
  expect(made().last.value).toMatchObject({ what: 'finish', ticket: 'c01', held: true });
  slips.forget();
  slips.refused(refusal('undo', 'c01', 'undo_too_late'));
  expect(slips.last.value).toBeUndefined();
});
