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
 * For people whom the bank's own sign-in brought, an administrator may choose queues and close the
 * account; the rest is the provider's.
 * @param before undefined: the account is new, with an id like the provider's
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
      'Ids that begin with oidc- belong to people from the bank’s own sign-in. Choose another.',
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

/** The same for one's own account. @throws Refused `from_provider` */
export function refuseOfProvider(staff: string, field: string, what: string): void {
  if (isOfProvider(staff)) throw fromProvider(field, what);
}
