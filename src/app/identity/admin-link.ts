import { Actor } from '../domain/model/actor';
import { linkOver } from '../domain/model/admin-link';
import { BANK } from '../domain/model/bank';
import { Refused } from '../domain/model/errors';
import { Instant } from '../domain/model/instant';
import { isOfProvider } from '../domain/model/provider-staff';
import { usernameKey } from '../domain/model/username';
import {
  IdentityStore,
  PasskeyStore,
  Person,
  RecordFact,
  SecondFactorChange,
  Staff,
  Vault,
} from '../ports';
import { Secrets } from './secrets';

/** Anybody who reads the operator's screen or log could use it, so it has to be opened soon. */
const LINK_MS = 15 * 60_000;
const PURPOSE = 'admin-link';
const OPERATOR: Actor = { kind: 'system', id: 'operator' };

type SavePassword = (
  by: Actor,
  change: {
    readonly staff: string;
    readonly passwordHash: string;
    readonly instead: Person['passwordHash'];
  },
) => Promise<void>;

interface LinkDeps {
  readonly store: Pick<IdentityStore, 'personById' | 'secondFactorOf'> &
    Pick<PasskeyStore, 'useChallenge'>;
  readonly vault: Pick<Vault, 'encrypt' | 'decrypt' | 'digest'>;
  readonly secrets: Pick<Secrets, 'hashPassword' | 'newToken' | 'hashToken'>;
  readonly listStaff: () => Promise<readonly Staff[]>;
  readonly savePassword: SavePassword;
  readonly clock: () => Instant;
}

/** Why no link is made, for the operator. */
export class NoLink extends Error {}

/** A password set since then ends earlier links. */
const keyOf = (
  { vault }: Pick<LinkDeps, 'vault'>,
  { passwordHash }: Pick<Person, 'passwordHash'>,
) => vault.digest(`admin-link\0${passwordHash}`);

interface SealedLink {
  readonly staff: string;
  readonly key: string;
  readonly until: Instant;
}

/** An operator's way to let in an administrator who has lost password or second factor. */
export function createAdminLink(deps: LinkDeps) {
  const { store, vault, secrets, listStaff, savePassword, clock } = deps;

  async function administrator(username: string): Promise<Staff> {
    const all = await listStaff();
    const local = all.filter((each) => each.role === 'admin' && !isOfProvider(each.id));
    const open = local.filter(({ active }) => active).map((each) => each.username);
    const names = open.length
      ? `Administrators with an account of their own: ${open.join(', ')}.`
      : 'No administrator has an account of their own: the others are let in at the ' +
        "bank's own sign-in.";
    const found = all.find((each) => usernameKey(each.username) === usernameKey(username));
    if (!found) throw new NoLink(`Nobody is called ${JSON.stringify(username)}. ${names}`);
    if (isOfProvider(found.id)) {
      throw new NoLink(
        `${found.username} comes by the bank's own sign-in, which lets them in. ${names}`,
      );
    }
    if (found.role !== 'admin') {
      throw new NoLink(
        `${found.username} is not an administrator: an administrator resets what they have ` +
          `lost, at Personas. ${names}`,
      );
    }
    if (!found.active) {
      throw new NoLink(`The account of ${found.username} is closed. ${names}`);
    }
    return found;
  }

  /** Whose link it is. @throws Refused `link_over` */
  async function personOf(link: string): Promise<Person> {
    let sealed: SealedLink | undefined;
    try {
      sealed = JSON.parse(vault.decrypt(link, PURPOSE)) as SealedLink;
    } catch {
      // Not one of ours, or under a key that is gone: treated like one that is over.
    }
    const person =
      sealed && sealed.until > clock() ? await store.personById(sealed.staff) : undefined;
    if (!sealed || !person || person.role !== 'admin' || keyOf(deps, person) !== sealed.key) {
      throw linkOver();
    }
    return person;
  }

  return {
    /**
     * Takes away an administrator's password, second factor and sessions, and makes a link with
     * which they can choose a new password, once. Earlier links stop working.
     * @throws NoLink
     */
    async make(
      username: string,
      by: {
        readonly change: (by: string, change: SecondFactorChange) => Promise<void>;
        readonly record: RecordFact;
      },
    ): Promise<{ readonly link: string; readonly username: string; readonly until: Instant }> {
      const found = await administrator(username);
      const until = clock() + LINK_MS;
      // The event comes first: a link without an event was not made here.
      await by.record(BANK, OPERATOR, [
        { type: 'BankFact', what: 'admin-link-made', subject: found.id, details: { until } },
      ]);
      if ((await store.secondFactorOf(found.id))?.active) {
        const { id: staff } = found;
        await by.change('operator', { staff, do: 'end', because: 'reset', mayBeLast: true });
      }
      const nobodys = await secrets.hashPassword(secrets.newToken());
      const instead = (await store.personById(found.id))?.passwordHash ?? null;
      await savePassword(OPERATOR, { staff: found.id, passwordHash: nobodys, instead });
      const sealed: SealedLink = {
        staff: found.id,
        key: keyOf(deps, { passwordHash: nobodys }),
        until,
      };
      return {
        link: vault.encrypt(JSON.stringify(sealed), PURPOSE),
        username: found.username,
        until,
      };
    },
    /** Whose link it is. @throws Refused `link_over` */
    accountOf: (link: string): Promise<Staff> => personOf(link),
    /**
     * Sets the password, which uses up the link.
     * @throws Refused `link_over`
     */
    async use(link: string, password: string): Promise<void> {
      const { id: staff, passwordHash: instead } = await personOf(link);
      const passwordHash = await secrets.hashPassword(password);
      const now = clock();
      if (!(await store.useChallenge(secrets.hashToken(link), now + LINK_MS, now))) {
        throw linkOver();
      }
      try {
        await savePassword({ kind: 'staff', id: staff }, { staff, passwordHash, instead });
      } catch (error) {
        // The account is closed or has another password by now, so the link is out of date.
        throw error instanceof Refused ? linkOver() : error;
      }
    },
  };
}
export type AdminLink = ReturnType<typeof createAdminLink>;
