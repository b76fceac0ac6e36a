import { repeating } from '../db/connect/repeating';
import { listBranches, listQueues, listStaff } from '../db/reads/read-configured';
import { createOidcStore } from '../db/stores/oidc';
import { createOidc, OidcDeps } from '../identity/oidc';
import { createOidcAgain } from '../identity/oidc-again';
import { createOidcPeople } from '../identity/oidc-people';
import { SignIn } from '../identity/sign-in';
import { IdentityStore, Log, Vault } from '../ports';
import { AppOptions } from './app';
import { Screens } from './screens';
import { Core } from './writing';

/** How often to look whom to ask about again, ms. */
const ASK_EVERY_MS = 30_000;
/** The page to which browsers come back. */
const PAGE = '/sign-in';

type Shared = Pick<OidcDeps, 'proof' | 'ways' | 'record' | 'cache' | 'clock'> & {
  readonly signIn: Pick<SignIn, 'open' | 'beforeTheyEnd'>;
  readonly store: IdentityStore;
  readonly vault: Vault;
  readonly log: Log;
};

/**
 * The bank's own sign-in, if it has one, and the job that asks it again about people who are signed
 * in.
 */
export function joinOidc(
  { oidc: options }: Pick<AppOptions, 'oidc'>,
  {
    storage: { database },
    writing: { operations },
    screens,
    url,
  }: Core & { readonly screens: Screens; readonly url: string },
  shared: Shared,
  stack: AsyncDisposableStack,
) {
  if (!options) return undefined;
  const { rules } = options;
  const { models, pools } = database;
  const provider = options.connect(url + PAGE);
  stack.defer(() => provider.close());
  const { endSession } = screens.hub;
  const people = createOidcPeople({
    rules,
    store: shared.store,
    listBranches: () => listBranches(models),
    listStaff: () => listStaff(models),
    queuesOf: async (branch) => (await listQueues(models, branch)).map(({ id }) => id),
    async saveStaff(staff) {
      const ended = await shared.signIn.beforeTheyEnd(staff.id);
      await operations.saveStaff({ kind: 'system', id: 'oidc' }, { ...staff, keepsClosed: true });
      (await ended()).forEach(endSession);
    },
  });
  const deps = { ...shared, provider, people, kept: createOidcStore(pools.read) };
  const use = createOidc(deps);
  const again = createOidcAgain({ ...deps, oidc: use, endSession });
  const asking = repeating(() => again.step(), options.askEveryMs ?? ASK_EVERY_MS);
  asking.start();
  stack.defer(() => asking.stop());
  return { use, rules };
}
