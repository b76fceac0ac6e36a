import { Instant } from '../domain/model/instant';
import { usernameKey } from '../domain/model/username';
import { IdentityStore, Person, Vault } from '../ports';
import { SecondFactorUse } from './second-factor';
import { personOfStep } from './second-step-needed';
import { SignIn } from './sign-in';
import { Unknown } from './unknown';
import { WaysIn } from './ways-in';

export interface SecondStepDeps {
  readonly store: Pick<IdentityStore, 'personById'>;
  readonly vault: Pick<Vault, 'encrypt' | 'decrypt' | 'digest'>;
  readonly factor: Pick<SecondFactorUse, 'check' | 'offer' | 'accept'>;
  readonly signIn: Pick<SignIn, 'open'>;
  readonly ways: Pick<WaysIn, 'of'>;
  readonly clock: () => Instant;
}

/** The second step of signing in, after a correct password. */
export function createSecondStep(deps: SecondStepDeps) {
  const { store, vault, factor, signIn, ways, clock } = deps;

  /** @throws Unknown when the step is over, or a different one is due by now */
  async function personOf(step: string, next: Person['second']): Promise<Person> {
    const person = await personOfStep(vault, step, clock(), store.personById);
    if (person?.second === next) return person;
    throw new Unknown(
      'second_step_ended',
      'This sign-in took too long, or was finished before. Give your username and password again.',
    );
  }
  const remembered = async (
    person: Person,
    opened: Awaited<ReturnType<SignIn['open']>>,
    address: string,
    marks: readonly string[],
  ) => {
    const way = await ways.of(usernameKey(person.username), address, marks);
    return { ...opened, mark: await way.remember(person.id) };
  };

  return {
    personOf,
    remembered,
    /** @throws Unknown `second_step_ended`, TooMany, Refused `wrong_code` */
    async withCode(step: string, code: string, address: string, marks: readonly string[]) {
      const person = await personOf(step, 'code');
      const { passwordHash } = person;
      const change = await factor.check(person, code, address, marks);
      const used = { ...change, by: { passwordHash } };
      return remembered(person, await signIn.open(person, used), address, marks);
    },
    /** @throws Unknown `second_step_ended` */
    offer: async (step: string) => factor.offer(await personOf(step, 'enrol')),
    /**
     * Enrols, and signs in with that.
     * @returns the session, and the recovery codes, which nobody sees again
     * @throws Unknown `second_step_ended`, Refused `offer_ended`, `wrong_code`
     */
    async enrol(
      { step, offer, code }: Readonly<Record<'step' | 'offer' | 'code', string>>,
      address: string,
      marks: readonly string[],
    ) {
      const person = await personOf(step, 'enrol');
      const { passwordHash } = person;
      const { change, codes } = await factor.accept(person, offer, code);
      const opened = await signIn.open(person, { ...change, by: { passwordHash } });
      return { opened: await remembered(person, opened, address, marks), codes };
    },
  };
}
export type SecondStep = ReturnType<typeof createSecondStep>;
