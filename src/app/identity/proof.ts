import { BANK } from '../domain/model/bank';
import { Fact } from '../domain/model/events';
import { Instant } from '../domain/model/instant';
import { isOfProvider } from '../domain/model/provider-staff';
import { codeMissing, proofRequired } from '../domain/model/second-factor';
import { IdentityStore, RecordFact, SecondFactorChange } from '../ports';
import { SESSION_MS } from './owner';
import { SecondFactorUse } from './second-factor';
import { SignIn } from './sign-in';

/** Long enough to correct a list of persons, and short enough for a desk left unattended. */
const PROOF_MS = 10 * 60_000;

export interface ProofDeps {
  readonly store: Pick<IdentityStore, 'provedAt' | 'proveSession'>;
  readonly signIn: Pick<SignIn, 'confirm' | 'personOf'>;
  readonly factor: Pick<SecondFactorUse, 'check'>;
  readonly record: RecordFact;
  readonly change: (
    by: string,
    change: SecondFactorChange,
    facts: readonly Fact[],
  ) => Promise<void>;
  readonly clock: () => Instant;
}

interface Session {
  readonly staff: string;
  readonly session: string;
}

/**
 * Somebody who is signed in proves again that it is they, before something that cannot be undone.
 */
export function createProof({ store, signIn, factor, record, change, clock }: ProofDeps) {
  const prove = async (
    { staff, session }: Session,
    used?: SecondFactorChange,
  ): Promise<Instant> => {
    const at = clock();
    const fact: Fact = {
      type: 'BankFact',
      what: 'proved-again',
      subject: staff,
      details: { session, at },
    };
    // The event comes first: a proof without an event was not given here.
    if (used) await change(staff, used, [fact]);
    else await record(BANK, { kind: 'staff', id: staff }, [fact]);
    await store.proveSession(session, at);
    return at + PROOF_MS;
  };

  return {
    /**
     * Proved at the bank's own sign-in or by a passkey, which the caller has checked.
     * @param used the passkey
     * @returns until when
     */
    prove,
    /**
     * Signing in is a proof as well, but not at the bank's own sign-in, which lets in somebody who
     * was there this morning without asking.
     * @throws Refused `proof_required` when the last one of this session is too long ago
     */
    async demand({ staff, session }: Session): Promise<void> {
      const held = await store.provedAt(session);
      const opened = held && !isOfProvider(staff) ? held.expiresAt - SESSION_MS : 0;
      const last = held && Math.max(held.provedAt ?? 0, opened);
      if (last !== undefined && clock() - last < PROOF_MS) return;
      if (isOfProvider(staff)) throw proofRequired(false, 'provider');
      const { second, passkeys, app } = await signIn.personOf(staff);
      if (!passkeys) throw proofRequired(second === 'code');
      throw proofRequired(true, 'passkey', app);
    },
    /**
     * By the password, and a code where the person has a second factor.
     * @returns until when it is good, for this session alone
     * @throws Refused `wrong_password`, `code_required`, `wrong_code`; TooMany
     */
    async give(
      { staff, session }: Session,
      { password, code }: { readonly password: string; readonly code?: string },
      address: string,
      marks: readonly string[],
    ): Promise<Instant> {
      if (isOfProvider(staff)) throw proofRequired(false, 'provider');
      const person = await signIn.personOf(staff);
      await signIn.confirm(person.username, password, address, marks, 'password');
      if (person.second === 'code' && code === undefined) throw codeMissing();
      const used =
        person.second === 'code' ? await factor.check(person, code!, address, marks) : undefined;
      return prove({ staff, session }, used);
    },
  };
}
export type Proof = ReturnType<typeof createProof>;
