import { Refused } from './errors';
import { Ticket } from './ticket';

/** Something that does not exist was asked for: 404, with what would exist. */

export const unknownBranch = (branch: string): Refused =>
  new Refused('missing', 'unknown_branch', `There is no branch ${branch}.`, [
    { field: 'branch', got: branch, wants: 'the id of a branch' },
  ]);

export const unknownTicketToday = (field: 'ticket' | 'number', got: string): Refused =>
  new Refused('missing', 'unknown_ticket', 'There is no such ticket at this branch today.', [
    { field, got, wants: 'a ticket of this branch' },
  ]);

export const notOnDuty = (advisor: string): Refused =>
  new Refused(
    'missing',
    'not_on_duty',
    'You have not come on duty at this branch yet. Choose a counter first.',
    [{ field: 'advisor', got: advisor, wants: 'an advisor who has come on duty here' }],
  );

export const unknownReport = (name: string, reports: readonly string[]): Refused =>
  new Refused('missing', 'unknown_report', `There is no report ${name}.`, [
    { field: 'name', got: name, wants: `one of ${reports.join(', ')}` },
  ]);

/** A report's rows cannot be narrowed like that. */
export const unknownFilters = (
  report: string,
  given: readonly (readonly [field: string, got: string | number])[],
  known: readonly string[],
): Refused =>
  new Refused(
    'invalid',
    'unknown_filter',
    `The report ${report} cannot be narrowed by ${given.map(([field]) => field).join(', ')}.`,
    given.map(([field, got]) => ({
      field,
      got,
      wants: known.length ? `left out, or one of ${known.join(', ')}` : 'left out',
    })),
  );

/** A customer's identity is only shown to the advisor who serves them, while they do. */
export const notInHand = ({ number, state }: Pick<Ticket, 'number' | 'state'>): Refused =>
  new Refused(
    'conflict',
    'wrong_state',
    `Ticket ${number} is ${state}: its person is shown only while it is called, served or held.`,
    [{ field: 'state', got: state, wants: 'called, serving or held' }],
    { number, state },
  );

export const inOtherHands = ({ number }: Pick<Ticket, 'number'>): Refused =>
  new Refused(
    'forbidden',
    'not_your_ticket',
    `Ticket ${number} is with another advisor, who is shown whose it is.`,
    [{ field: 'ticket', got: number, wants: 'a ticket that you called, serve or hold' }],
    { number },
  );

export const unknownCustomer = (): Refused =>
  new Refused('missing', 'unknown_customer', 'Nothing is kept about this person.');

export const unknownDevice = (branch: string, device: string): Refused =>
  new Refused('missing', 'unknown_device', `Branch ${branch} has no device ${device} in use.`, [
    { field: 'device', got: device, wants: 'the id of a device of this branch, not revoked' },
  ]);

/** It was made as another kind, or for another branch. */
export const deviceStays = ({ kind, branch }: { readonly kind: string; readonly branch: string }) =>
  new Refused(
    'conflict',
    'device_stays',
    'A device keeps the kind and the branch that it was made with. Revoke it, and make another.',
    [
      { field: 'kind', got: kind, wants: 'the kind that it was made with' },
      { field: 'branch', got: branch, wants: 'the branch that it was made for' },
    ],
  );
