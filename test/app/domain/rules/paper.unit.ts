import { givesOwnKey, mayPrint, printsOwnKey } from '../../../../src/app/domain/rules/paper';

test.each(['waiting', 'called', 'serving'] as const)('a ticket that is %s has paper', (state) => {
  expect(() => mayPrint({ number: 'C01', state })).not.toThrow();
});

test.each(['served', 'no-show', 'cancelled'] as const)('one that is %s has none', (state) => {
  expect(() => mayPrint({ number: 'C01', state })).toThrow(
    expect.objectContaining({
      kind: 'conflict',
      code: 'wrong_state',
      message: `Ticket C01 is ${state}; there is nothing left to print.`,
      fields: [expect.objectContaining({ field: 'ticket', got: state })],
    }),
  );
});

test('only a kiosk and the customer are given the key that acts', () => {
  const kinds = ['staff', 'kiosk', 'display', 'printer', 'customer', 'plugin', 'system'] as const;
  expect(kinds.filter((kind) => givesOwnKey({ kind, id: 'x' }))).toEqual(['kiosk', 'customer']);
});

test.each([
  ['the kiosk that took it', { kind: 'kiosk', id: 'k' }, 'kiosk:k', true],
  ['another kiosk', { kind: 'kiosk', id: 'k2' }, 'kiosk:k', false],
  ['a kiosk, of what staff took', { kind: 'kiosk', id: 'k' }, 'staff:k', false],
  ['staff, of what they took', { kind: 'staff', id: 's' }, 'staff:s', false],
  ['staff, of what a kiosk took', { kind: 'staff', id: 'k' }, 'kiosk:k', false],
  ['a kiosk, of what nobody knows', { kind: 'kiosk', id: 'k' }, undefined, false],
] as const)('paper for %s', (_, actor, taker, own) => {
  expect(printsOwnKey(actor, taker)).toBe(own);
});
