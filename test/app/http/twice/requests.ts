import { randomUUID } from 'node:crypto';
import { doorKey } from '../../../../src/app/operations/mail/deps';
import { DEMO_PASSWORD } from '../../../../src/local/demo/bank';
import { passkeyDevice } from '../../../support/passkey-device';
import { Contract, DocumentedRoute } from '../contract';
import { Answer, Stage } from '../stage';

/** The requests that are sent twice. */

export const commands = ({ routes }: Contract): readonly DocumentedRoute[] =>
  routes.filter(({ method }) => method !== 'GET');
export const nameOf = ({ method, path }: Pick<DocumentedRoute, 'method' | 'path'>): string =>
  `${method} ${path}`;

/** Bodies that succeed here, for routes where the fuzz body is refused. */
export const bodies: Readonly<Record<string, unknown>> = {
  'PUT /api/branches/{branch}/sign': { says: 'closed', reason: 'event', line: 'serve' },
  'PUT /api/branches/{branch}/queues/{queue}/sign': { says: 'closed', reason: 'event' },
  'POST /api/customers/erase': { nationalId: '12345678-5' },
};

/** Commands on one ticket, by its holder or at a counter. */
export const isOfTicket = ({ path }: Pick<DocumentedRoute, 'path'>): boolean =>
  path.includes('/tickets/{ticket}/') || path.startsWith('/api/my/');

/**
 * Steps begun in one request and used up by another: signing in, enrolling, proving. Sent twice
 * they are refused, which the tests of `identity` cover.
 */
export const usedUp = [
  /^(POST|DELETE) \/api\/sessions$/,
  /^POST \/api\/sessions\/(first-admin|admin-link|oidc|passkey|passkeys|proof|second-step)\b/,
  /^(PUT|DELETE) \/api\/sessions\/(second-factor|password)$/,
  /\/api\/cloudprnt$/,
];

/** Ids for the names in a path; new ones where a command uses them up. */
export function thingsOf(stage: Stage, tokens: Readonly<Record<string, string | undefined>>) {
  const id = (answer: Answer) => {
    if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
    return String(answer.body.id ?? answer.body.mail);
  };
  const post = (path: string, as: string | undefined, body: object) =>
    stage.ask('POST', path, { as, body });
  const webhook = randomUUID();
  const constant: Readonly<Record<string, string>> = {
    branch: '1',
    number: 'C01',
    counter: '1',
    advisor: 'advisor-2',
    queue: 'caja',
    day: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    staff: 'advisor-3',
    device: 'kiosk-9',
    from: '2027-12-31',
    webhook,
  };
  const made: Readonly<Record<string, () => Promise<string>>> = {
    request: async () =>
      id(
        await post('/api/branches/1/requests', tokens.host, {
          person: { phone: '+56911111111' },
          right: 'access',
        }),
      ),
    alert: async () => {
      await post('/api/branches/1/help', tokens.kiosk, {});
      const alerts = await stage.ask('GET', '/api/branches/1/alerts', { as: tokens.supervisor });
      return (alerts.body as unknown as { id: string }[])[0].id;
    },
    mail: async () =>
      id(
        await post('/api/report-mails', tokens.admin, {
          ...{ branch: '2', period: 'week', language: 'es' },
          address: `${randomUUID()}@bank.cl`,
        }),
      ),
    session: async () => {
      await signedIn(stage, 'advisor-5');
      const mine = await stage.ask('GET', '/api/sessions/mine', { as: tokens.spare });
      const all = mine.body as unknown as { id: string; current: boolean }[];
      return all.find(({ current }) => !current)!.id;
    },
    passkey: () => passkeyOf(stage, tokens.supervisor),
  };
  /** Something of another person's, which an administrator removes. */
  const theirs = async (name: string) => {
    const passkey = await passkeyOf(stage, await signedIn(stage, 'advisor-4'));
    return name === 'passkey' ? passkey : 'advisor-4';
  };
  const others = /^\/api\/staff\/\{staff\}\/(second-factor|passkeys)/;
  let door = '';
  return async (name: string, path: string): Promise<string> => {
    if (others.test(path)) {
      // Both names in the path must belong to the same person.
      return name === 'staff' && path.includes('{passkey}') ? 'advisor-4' : theirs(name);
    }
    if (name === 'mail') return (door = await made.mail());
    if (name === 'key') {
      return doorKey(stage.app.vault, door, path.includes('confirm') ? 'confirm' : 'end');
    }
    return constant[name] ?? (await made[name]());
  };
}

const signedIn = async (stage: Stage, username: string): Promise<string> => {
  const body = { username, password: DEMO_PASSWORD };
  const { token } = (await stage.ask('POST', '/api/sessions', { body, key: null })).body;
  return `Bearer ${String(token)}`;
};

/** The caller's passkey, added if there is none. */
async function passkeyOf(stage: Stage, as: string | undefined): Promise<string> {
  const list = async () =>
    (await stage.ask('GET', '/api/sessions/passkeys', { as })).body as unknown as { id: string }[];
  const [there] = await list();
  if (there) return there.id;
  const { attempt, publicKey } = (await stage.ask('POST', '/api/sessions/passkeys/offer', { as }))
    .body as Record<string, never>;
  const credential = passkeyDevice(stage.app.url).make(publicKey);
  const body = { attempt, name: 'Llave', credential };
  await stage.ask('POST', '/api/sessions/passkeys', { as, body, key: null });
  return (await list())[0].id;
}

type Body = Answer['body'];
type Rows = readonly Record<string, unknown>[];
const row = (body: Body, id: string) => {
  const found = (body as unknown as Rows).find((each) => each.id === id);
  if (!found) throw new Error(`no ${id} in ${JSON.stringify(body)}`);
  const { id: _, ...rest } = found;
  return rest;
};
const without = (body: Record<string, unknown>, ...names: readonly string[]) =>
  Object.fromEntries(
    Object.entries(body).filter(([name, value]) => !names.includes(name) && value !== null),
  );

/** What is saved unchanged: where it is read, and how it is sent back. */
export const held: Readonly<
  Record<string, { readonly read: string; readonly body: (now: Body) => unknown }>
> = {
  '/api/branches/1/settings': {
    read: '/api/branches/1/settings',
    body: ({ overrides }) => overrides,
  },
  '/api/branches/bank/settings': {
    read: '/api/branches/bank/settings',
    body: ({ overrides }) => overrides,
  },
  '/api/branches/1': {
    read: '/api/branches',
    body: (now) => ({ name: row(now, '1').name }),
  },
  '/api/branches/1/queues/caja': {
    read: '/api/branches/1/queues',
    body: (now) => without(row(now, 'caja'), 'sign'),
  },
  '/api/branches/1/counters/1': {
    read: '/api/branches/1/counters',
    body: (now) => row(now, '1'),
  },
  '/api/staff/advisor-4': {
    read: '/api/staff',
    body: (now) => row(now, 'advisor-4'),
  },
  '/api/devices/kiosk-2': {
    read: '/api/devices',
    body: (now) => ({ ...row(now, 'kiosk-2'), newCode: false }),
  },
  '/api/second-factors': {
    read: '/api/second-factors',
    body: () => ({ role: 'auditor', required: false }),
  },
  '/api/sessions/keys': {
    read: '/api/sessions/keys',
    body: ({ on, own }) => ({ on, keys: own }),
  },
};
