import { z } from 'zod';
import { Floor } from '../../../src/app/domain/model/state';
import {
  AdvisorView,
  DisplayView,
  StaffTicketView,
  TicketView,
} from '../../../src/app/domain/views/views';
import * as schemas from '../../../src/app/wire/view-schemas';

/** Without `readonly`, which schemas do not know. */
type Plain<T> = T extends readonly (infer Each)[]
  ? Plain<Each>[]
  : T extends object
    ? { -readonly [K in keyof T]: Plain<T[K]> }
    : T;
type Same<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? true
    : { readonly missingIn: 'the schema' }
  : { readonly missingIn: 'the view' };
type Of<S extends z.ZodType> = z.infer<S>;

/**
 * The compiler compares: a member added to a view, and not to its schema, breaks `npm run types`.
 */
const compared: readonly true[] = [
  true satisfies Same<Of<typeof schemas.displayView>, Plain<DisplayView>>,
  true satisfies Same<Of<typeof schemas.staffTicketView>, Plain<StaffTicketView>>,
  true satisfies Same<Of<typeof schemas.ticketView>, Plain<TicketView>>,
  true satisfies Same<Of<typeof schemas.advisorView>, Plain<AdvisorView>>,
  true satisfies Same<
    keyof Of<typeof schemas.floor>['tickets'][string],
    keyof Floor['tickets'][string]
  >,
  true satisfies Same<
    keyof Of<typeof schemas.floor>['advisors'][string],
    keyof Floor['advisors'][string]
  >,
  true satisfies Same<
    keyof Of<typeof schemas.floor>['queues'][string],
    keyof Floor['queues'][string]
  >,
  true satisfies Same<
    keyof Of<typeof schemas.floor>['alerts'][string],
    keyof Floor['alerts'][string]
  >,
];

test('the schemas match the views and refuse anything else', () => {
  expect(compared).toHaveLength(8);
  const calm = { calling: [], last: [], queues: [{ id: 'caja', waiting: 0 }] };
  expect(schemas.displayView.safeParse(calm).success).toBe(true);
  expect(schemas.displayView.safeParse({ ...calm, calling: [{ number: 'C01' }] }).success).toBe(
    false,
  );
});
