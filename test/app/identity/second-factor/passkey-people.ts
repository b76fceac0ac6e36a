import { PasskeyDevice, passkeyDevice, Spoilt } from '../../../support/passkey-device';
import { bearer, hire, other, send, signIn, stage } from './people';

/** People with passkeys, at two instances of one bank. */

type OfferedOptions = Record<string, never> & {
  readonly attempt: string;
  readonly publicKey: never;
};
type Options = Parameters<typeof passkeyDevice>[1];
export const given = (answer: { readonly body: unknown }) => answer.body as OfferedOptions;
export const post = (path: string, as: string | undefined, body?: unknown, headers = {}) =>
  send('POST', path, as, body, headers);
export const there = async (path: string, body: unknown) => {
  const answer = await fetch(`http://127.0.0.1:${other.port}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { readonly code?: string } };
};

/** Adds a passkey for the person signed in. */
export async function add(as: string, options?: Options, name = 'Mi teléfono') {
  const device = passkeyDevice(stage.app.url, options);
  const { attempt, publicKey } = given(await post('/api/sessions/passkeys/offer', as));
  const body = { attempt, name, credential: device.make(publicKey) };
  return { device, body, added: await post('/api/sessions/passkeys', as, body) };
}
export async function person(options?: Options, role?: Parameters<typeof hire>[0]) {
  const { id } = await hire(role);
  const as = bearer(await signIn(id));
  const { device, added } = await add(as, options);
  expect(added.status).toBe(201);
  return { id, as, device, recovery: added.body.recoveryCodes as unknown as string[] };
}
export const answered = async (device: PasskeyDevice, step?: string, spoilt?: Spoilt) => {
  const mine = step === undefined ? {} : { step };
  const { attempt, publicKey } = given(await post('/api/sessions/passkey/ask', undefined, mine));
  return { ...mine, attempt, credential: device.answer(publicKey, spoilt) };
};
export const enter = async (device: PasskeyDevice, step?: string, spoilt?: Spoilt) =>
  post('/api/sessions/passkey', undefined, await answered(device, step, spoilt));
