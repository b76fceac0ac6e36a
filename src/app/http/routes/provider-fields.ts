import { isOfProvider } from '../../domain/model/provider-staff';
import { fromProvider } from '../../domain/model/second-factor';
import { Staff } from '../../ports';
import { BodyOf } from '../../wire/routes';
import { HttpProblem } from '../request/problem';

/** Fields that the bank's own sign-in says of the people it brought. */
const FIELDS = [
  ['username', 'The name'],
  ['firstName', 'The first name'],
  ['role', 'The role'],
  ['branches', 'The branches'],
] as const;

/**
 * An administrator chooses queues of whom the bank's own sign-in brought, and closes the account;
 * the rest is the provider's.
 * @param before undefined: somebody makes an account as the provider would
 * @throws Refused `from_provider`; HttpProblem `provider_account`
 */
export function refuseProviders(
  before: Staff | undefined,
  body: BodyOf<'PUT /api/staff/:staff'>,
): void {
  if (!before) {
    throw new HttpProblem(
      409,
      'provider_account',
      'Ids that begin with oidc- are of people whom the bank’s own sign-in brings. Choose another.',
      [{ field: 'staff', got: 'oidc-…', wants: 'an id that begins otherwise' }],
    );
  }
  if (body.password !== undefined) throw fromProvider('password', 'The password');
  const sorted = (value: unknown) =>
    JSON.stringify(Array.isArray(value) ? [...(value as string[])].sort() : value);
  for (const [field, what] of FIELDS) {
    if (sorted(before[field]) !== sorted(body[field])) throw fromProvider(field, what);
  }
}

/** Of one's own account. @throws Refused `from_provider` */
export function refuseOfProvider(staff: string, field: string, what: string): void {
  if (isOfProvider(staff)) throw fromProvider(field, what);
}
