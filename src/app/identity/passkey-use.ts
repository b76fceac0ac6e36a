import { BANK } from '../domain/model/bank';
import { Refused } from '../domain/model/errors';
import { Instant } from '../domain/model/instant';
import { noPasskey, notVerified, passkeyRefused } from '../domain/model/passkeys';
import { isOfProvider } from '../domain/model/provider-staff';
import { proofRequired } from '../domain/model/second-factor';
import { usernameKey } from '../domain/model/username';
import { IdentityStore, Passkey, RecordFact, SecondFactorChange } from '../ports';
import { PasskeyAnswers, UsedCredential } from './passkey-answers';
import { Errand, PasskeyAttempts } from './passkey-attempts';
import { handleOf, Passkeys, request } from './passkeys';
import { Proof } from './proof';
import { SecondStep } from './second-step';
import { Secrets } from './secrets';
import { SignIn } from './sign-in';
import { PER_ADDRESS, WaysIn } from './ways-in';

export interface PasskeyUseDeps {
  readonly store: Pick<IdentityStore, 'passkeysOf' | 'passkeyByCredential'>;
  readonly secrets: Pick<Secrets, 'hashToken'>;
  readonly answers: PasskeyAnswers;
  readonly attempts: PasskeyAttempts;
  readonly passkeys: Pick<Passkeys, 'offer' | 'accept'>;
  readonly signIn: Pick<SignIn, 'open' | 'personOf' | 'confirm' | 'mayComeByThemselves'>;
  readonly secondStep: Pick<SecondStep, 'personOf' | 'remembered'>;
  readonly proof: Pick<Proof, 'prove'>;
  readonly ways: Pick<WaysIn, 'take' | 'limit'>;
  readonly record: RecordFact;
}

/** An answer to what was asked, and where it comes from. */
interface Answer {
  readonly attempt: string;
  readonly credential: UsedCredential;
}
interface From {
  readonly address: string;
  readonly marks: readonly string[];
}
interface Session {
  readonly staff: string;
  readonly session: string;
}

/** Signing in with a passkey, alone or after a password, and proving again with one. */
export function createPasskeyUse(deps: PasskeyUseDeps) {
  const { store, answers, attempts, passkeys, signIn, secondStep, ways } = deps;
  const holds = createCheck(deps);
  /** The passkey of an answer. @throws TooMany, Refused `wrong_passkey` */
  const theirs = async (staff: string, username: string, { credential }: Answer, from: From) => {
    await ways.take(usernameKey(username), from.address, from.marks, 'passkey');
    const found = await store.passkeyByCredential(credential.id);
    if (found?.staff === staff) return found;
    await refusedTo(deps, staff);
    throw passkeyRefused();
  };

  return {
    /**
     * @param step from a correct password; without it, only the passkey is asked for
     * @throws Unknown `second_step_ended`, Refused `unknown_passkey`
     */
    async ask(step?: string) {
      answers.placeOrRefuse();
      if (step === undefined) {
        return request(answers, attempts.begin({ for: 'sign-in' }), 'required', []);
      }
      const { id } = await secondStep.personOf(step, 'code');
      const mine = await store.passkeysOf(id);
      if (!mine.length) throw noPasskey();
      // The password was correct: a touch is enough.
      const challenge = attempts.begin({ for: 'second-step', staff: id });
      return request(answers, challenge, 'discouraged', mine);
    },
    /** After a correct password. @throws Unknown, TooMany, Refused */
    async withStep(step: string, answer: Answer, from: From) {
      const person = await secondStep.personOf(step, 'code');
      const passkey = await theirs(person.id, person.username, answer, from);
      const { change } = await holds(answer, passkey, { for: 'second-step', staff: person.id });
      const { passwordHash } = person;
      const opened = await signIn.open(person, { ...change, by: { passwordHash } });
      return secondStep.remembered(person, opened, from.address, from.marks);
    },
    /**
     * By the passkey alone, which has asked its owner for a PIN, a finger or a face.
     * @throws TooMany, Refused, Unknown
     */
    async alone(answer: Answer, from: From) {
      const found = await store.passkeyByCredential(answer.credential.id);
      if (!found) {
        await ways.limit(`passkey:address:${from.address}`, PER_ADDRESS);
        throw passkeyRefused();
      }
      const person = await signIn.personOf(found.staff);
      const passkey = await theirs(person.id, person.username, answer, from);
      const { change, userVerified } = await holds(answer, passkey, { for: 'sign-in' });
      if (!userVerified) throw notVerified();
      signIn.mayComeByThemselves(person);
      const opened = await signIn.open(person, { ...change, alone: true });
      return secondStep.remembered(person, opened, from.address, from.marks);
    },
    /** For a person of whom the bank requires a second factor and who has none. @throws Unknown */
    async offer(step: string) {
      const person = await secondStep.personOf(step, 'enrol');
      return passkeys.offer(person, { for: 'enrol', staff: person.id });
    },
    /** Adds one and signs in. @returns the session, and the recovery codes */
    async enrol(
      { step, ...given }: { readonly step: string } & Parameters<Passkeys['accept']>[2],
      { address, marks }: From,
    ) {
      const person = await secondStep.personOf(step, 'enrol');
      const errand = { for: 'enrol', staff: person.id } as const;
      const { change, codes } = await passkeys.accept(person.id, errand, given);
      const { passwordHash } = person;
      const opened = await signIn.open(person, { ...change, by: { passwordHash } });
      return {
        opened: await secondStep.remembered(person, opened, address, marks),
        codes: codes ?? [],
      };
    },
    ...proving(deps, holds, theirs),
  };
}
export type PasskeyUse = ReturnType<typeof createPasskeyUse>;

type Used = Extract<SecondFactorChange, { readonly do: 'passkey' }>;
type Holds = ReturnType<typeof createCheck>;

/** Records in the audit that somebody's passkey was refused, because of a stranger or a copy. */
const refusedTo = ({ record }: PasskeyUseDeps, staff: string, copied = false) =>
  record(BANK, { kind: 'system', id: 'sign-in' }, [
    { type: 'BankFact', what: 'passkey-refused', subject: staff, details: { copied } },
  ]);

/** Whether an answer holds. @throws Refused `passkey_ended`, `wrong_passkey`, `passkey_copied` */
function createCheck(deps: PasskeyUseDeps) {
  const { attempts, answers, secrets } = deps;
  return async ({ attempt, credential }: Answer, passkey: Passkey, errand: Errand) => {
    const { challenge, asked } = await attempts.take(attempt, errand);
    const { staff, id } = passkey;
    try {
      const { userHandle } = credential.response;
      if (userHandle && userHandle !== handleOf(secrets, staff)) throw passkeyRefused();
      const { counter, userVerified } = await answers.used(credential, challenge, passkey);
      const change: Used = { staff, do: 'passkey', passkey: id, counter, asked, alone: false };
      return { change, userVerified };
    } catch (error) {
      if (error instanceof Refused) {
        await refusedTo(deps, staff, error.code === 'passkey_copied');
      }
      throw error;
    }
  };
}

function proving(
  { store, answers, attempts, signIn, proof }: PasskeyUseDeps,
  holds: Holds,
  theirs: (staff: string, username: string, answer: Answer, from: From) => Promise<Passkey>,
) {
  return {
    /** Proving again. @throws Refused `unknown_passkey` */
    async askAgain({ staff, session }: Session) {
      answers.placeOrRefuse();
      const mine = await store.passkeysOf(staff);
      if (!mine.length) throw noPasskey();
      return request(answers, attempts.begin({ for: 'proof', staff, session }), 'preferred', mine);
    },
    /**
     * @returns until when the proof is good
     * @throws Refused `passkey_unverified` where a password is missing
     */
    async proveAgain(
      { staff, session }: Session,
      { password, ...answer }: Answer & { readonly password?: string },
      from: From,
    ): Promise<Instant> {
      if (isOfProvider(staff)) throw proofRequired(false, 'provider');
      const { username } = await signIn.personOf(staff);
      if (password !== undefined) {
        await signIn.confirm(username, password, from.address, from.marks, 'password');
      }
      const passkey = await theirs(staff, username, answer, from);
      const errand = { for: 'proof', staff, session } as const;
      const { change, userVerified } = await holds(answer, passkey, errand);
      if (!userVerified && password === undefined) throw notVerified();
      return proof.prove({ staff, session }, change);
    },
  };
}
