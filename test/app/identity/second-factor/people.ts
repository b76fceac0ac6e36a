import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { App } from '../../../../src/app/create-app';
import { newKeys } from '../../../../src/app/vault/keys';
import { hashPassword } from '../../../../src/app/vault/tokens';
import { codeNow } from '../../../support/authenticator';
import { otherInstance } from '../../http/other-instance';
import { Answer, openStage, Stage } from '../../http/stage';

/** A bank on two instances, and its people with a second factor. */

export const PASSWORD = 'seis tazones';
export let stage: Stage;
export let other: App;
export let client: Client;
export let admin: string;
export const dataKeys = newKeys();

export function openTwo(): void {
  beforeAll(async () => {
    const shared = { dataKeys, viewerAddressHeader: 'x-viewer-ip' };
    stage = await openStage(shared);
    // one address for both, as behind a balancer, because passkeys are bound to it
    other = await otherInstance(stage, { ...shared, publicUrl: stage.app.url });
    client = new Client(stage.databaseUrl);
    await client.connect();
    admin = await stage.staff('admin-1');
  });
  afterAll(async () => {
    await client.end();
    await other.close();
    await stage.close();
  });
}

export const send = (method: string, path: string, as?: string, body?: unknown, headers = {}) =>
  stage.ask(method, path, { as, body, key: null, headers });
export const bearer = ({ body }: Answer) => `Bearer ${String(body.token)}`;
export const signIn = (id: string, headers = {}, password = PASSWORD) =>
  send('POST', '/api/sessions', undefined, { username: id, password }, headers);
export const stepOf = ({ body }: Answer) =>
  body.secondStep as unknown as { next: string; step: string; until: string };
export const second = (step: string, code: string, headers = {}) =>
  send('POST', '/api/sessions/second-step', undefined, { step, code }, headers);
/** Lets a minute pass for used codes only. */
export const later = () => client.query('update second_factors set used_step = used_step - 3');

/** A person for one test, with a cheap hash: it is not about the cost of guessing. */
export async function hire(
  role: 'advisor' | 'auditor' | 'supervisor' | 'admin' = 'advisor',
  queues: Readonly<Record<string, readonly string[]>> = {},
) {
  const id = `p-${randomUUID().slice(0, 8)}`;
  const passwordHash = await hashPassword(PASSWORD, 4, 1);
  const person = {
    ...{ id, username: id, firstName: 'Ana', role, branches: 'all' as const },
    ...{ active: true, queues },
  };
  await stage.app.operations.saveStaff({ kind: 'system', id: 'test' }, { ...person, passwordHash });
  return person;
}

/** Signed in, and enrolled with `code`; the next code is still unused. */
export async function enrolled(role?: Parameters<typeof hire>[0]) {
  const person = await hire(role);
  const as = bearer(await signIn(person.id));
  const offered = (await send('POST', '/api/sessions/second-factor/offer', as)).body;
  const { offer, secret } = offered as unknown as { offer: string; secret: string };
  const code = codeNow(secret);
  const taken = await send('PUT', '/api/sessions/second-factor', as, { offer, code });
  expect(taken.status).toBe(200);
  const recovery = taken.body.recoveryCodes as unknown as string[];
  return { person, id: person.id, as, secret, offer, code, recovery };
}
