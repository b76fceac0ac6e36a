import { mayPrint } from '../../../../src/app/domain/rules/paper';

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
