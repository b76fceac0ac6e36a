import { Instant } from '../domain/model/instant';
import { Person, Vault } from '../ports';

/** The app has to be found, and perhaps installed. */
const STEP_MS = 15 * 60_000;
const STEP = 'second-step';

/** The password was right, and is not enough. */
export class SecondStepNeeded extends Error {
  constructor(
    /** A code, or enrolling if the bank requires a second factor of this role. */
    readonly next: 'code' | 'enrol',
    /** Opens the second step and nothing else; it is not a session. */
    readonly step: string,
    readonly until: Instant,
    /** The means, beside a recovery code. */
    readonly by: Pick<Person, 'app' | 'passkeys'>,
  ) {
    super(
      next === 'code'
        ? 'The password is right. Now send the code of your authenticator app, or a recovery ' +
            'code, with this step, to POST /api/sessions/second-step; or ask for a passkey with ' +
            'it (POST /api/sessions/passkey/ask).'
        : 'The password is right, and the bank requires a second factor of you. Ask for a secret ' +
            'with this step at POST /api/sessions/second-step/offer.',
    );
    this.name = 'SecondStepNeeded';
  }
}

type Sealing = Pick<Vault, 'encrypt' | 'decrypt' | 'digest'>;

/** A changed password ends steps that the earlier one began. */
const keyOf = ({ digest }: Sealing, { passwordHash }: Person) => digest(`step\0${passwordHash}`);

/** What the correct password gets instead of a session. */
export function secondStep(vault: Sealing, person: Person, now: Instant): SecondStepNeeded {
  const until = now + STEP_MS;
  const step = vault.encrypt(
    JSON.stringify({ staff: person.id, key: keyOf(vault, person), until }),
    STEP,
  );
  const { app, passkeys } = person;
  const next = person.second === 'enrol' ? 'enrol' : 'code';
  return new SecondStepNeeded(next, step, until, { app, passkeys });
}

/** The person whose step it is, if it is ours and not over; `of` reads their present record. */
export async function personOfStep(
  vault: Sealing,
  step: string,
  now: Instant,
  of: (staff: string) => Promise<Person | undefined>,
): Promise<Person | undefined> {
  let held: { readonly staff: string; readonly key: string; readonly until: Instant };
  try {
    held = JSON.parse(vault.decrypt(step, STEP)) as typeof held;
  } catch {
    // Not one of ours: treated like one that is over.
    return undefined;
  }
  const person = held.until > now ? await of(held.staff) : undefined;
  return person && held.key === keyOf(vault, person) ? person : undefined;
}
