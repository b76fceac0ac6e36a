import { Client } from 'pg';
import { App } from '../../../../src/app/create-app';
import { createLog } from '../../../../src/app/log';
import { providerOf } from '../../../../src/app/oidc/provider';
import { OidcSettings } from '../../../../src/app/oidc/settings';
import { newKeys } from '../../../../src/app/vault/keys';
import { Provider, ProviderAccount, startProvider } from '../../../support/provider';
import { otherInstance } from '../../http/other-instance';
import { Answer, cookieOf, openStage, Stage } from '../../http/stage';

/** A bank with its own sign-in, on two instances, and people who use it. */

export const URL_OF_BANK = 'https://turnos.bank.example';
export let stage: Stage;
export let other: App;
export let client: Client;
export let provider: Provider;

const GROUPS: OidcSettings['groups'] = [
  { group: 'turnos-admin', role: 'admin', branches: 'all' },
  { group: 'turnos-jefes-1', role: 'supervisor', branches: ['1'] },
  { group: 'turnos-1', role: 'advisor', branches: ['1'] },
  { group: 'turnos-2', role: 'advisor', branches: ['2'] },
  { group: 'turnos-99', role: 'advisor', branches: ['99'] },
];

export function openBank(more: Partial<OidcSettings> = {}): void {
  beforeAll(async () => {
    provider = await startProvider(`${URL_OF_BANK}/sign-in`);
    const log = createLog('silent', 'provider');
    const shared = {
      dataKeys: newKeys(),
      viewerAddressHeader: 'x-viewer-ip',
      publicUrl: URL_OF_BANK,
      oidc: {
        ...providerOf(provider.settings({ groups: GROUPS, ...more }), log),
        askEveryMs: 100,
      },
    };
    stage = await openStage(shared);
    other = await otherInstance(stage, shared);
    client = new Client(stage.databaseUrl);
    await client.connect();
    await provider.control({ state: { deliverTo: `http://127.0.0.1:${other.port}` } });
  });
  afterAll(async () => {
    await client?.end();
    await other?.close();
    await stage?.close();
    await provider?.close();
  });
}

export const person = (groups: readonly string[] | undefined, more = {}, methods?: string[]) =>
  ({
    claims: { preferred_username: 'ana.soto', given_name: 'Ana', groups, ...more },
    ...(methods ? { methods } : {}),
  }) satisfies ProviderAccount;

export const hire = (sub: string, account: ProviderAccount) =>
  provider.control({ people: { [sub]: account } });

export const post = (path: string, body?: unknown, headers = {}, as?: string) =>
  stage.ask('POST', path, { as, body, key: null, headers });

/** Begins, goes to the provider and comes back: returns what our page posts, and its cookie. */
export async function come(sub: string, at = provider.browser(), cookie = '') {
  const begun = await post('/api/sessions/oidc/begin', undefined, cookie ? { cookie } : {});
  const answer = await at.go(String(begun.body.address), sub);
  return { answer, cookie: cookieOf(begun), begun, at };
}

export async function signIn(sub: string, at = provider.browser()): Promise<Answer> {
  const { answer, cookie } = await come(sub, at);
  return post('/api/sessions/oidc', { answer }, { cookie });
}

export const bearer = ({ body }: Answer) => `Bearer ${String(body.token)}`;
export const who = (as: string) => stage.ask('GET', '/api/sessions', { as });
export const staffRow = async (id: string) =>
  (await client.query('select * from staff where id = $1', [id])).rows[0] as Record<
    string,
    unknown
  >;
export const idOf = ({ body }: Answer) => String((body.staff as unknown as { id: string }).id);
