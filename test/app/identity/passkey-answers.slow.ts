import { createPasskeyAnswers, placeOfPasskeys } from '../../../src/app/identity/passkey-answers';
import { createLog } from '../../../src/app/log';
import { Passkey } from '../../../src/app/ports';
import { passkeyDevice, Spoilt } from '../../support/passkey-device';

/** An authenticator's answers, and each way in which one can be wrong. */

const origin = 'https://turnos.bank.cl';
const rpId = 'turnos.bank.cl';
const challenge = Buffer.from('a challenge of this bank, once').toString('base64url');
const logged: string[] = [];
const at = (publicUrl: string) =>
  createPasskeyAnswers({
    publicUrl,
    log: createLog('warn', 'test', { write: (line) => void logged.push(line) }),
  });
const { added, used } = at(origin);
const offered = { challenge, rp: { id: rpId }, user: { id: 'aGFuZGxl' } };
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { readonly code?: string }) => error.code,
  );

async function kept(device: ReturnType<typeof passkeyDevice>, spoilt?: Spoilt): Promise<Passkey> {
  const made = await added(device.make(offered, spoilt), challenge);
  return {
    ...made,
    ...{ id: 'p', staff: 'ana', transports: [], name: 'phone', addedAt: 0, usedAt: null },
  };
}

test('a domain name, over https or on this machine: elsewhere browsers have no passkeys', () => {
  const places = [
    ['https://turnos.bank.cl', 'turnos.bank.cl'],
    ['https://d111111abcdef8.cloudfront.net', 'd111111abcdef8.cloudfront.net'],
    ['http://localhost:8080', 'localhost'],
    ['http://turnos.bank.cl', undefined],
    ['http://127.0.0.1:8080', undefined],
    ['https://10.0.0.7', undefined],
    ['https://[::1]:8443', undefined],
  ] as const;
  for (const [url, id] of places) expect([url, placeOfPasskeys(url)?.id]).toEqual([url, id]);
  expect(placeOfPasskeys('http://localhost:8080')?.origin).toBe('http://localhost:8080');
  expect(() => at('https://10.0.0.7').placeOrRefuse()).toThrow(/PUBLIC_URL/);
});

const WRONG: readonly (readonly [string, Spoilt])[] = [
  ['origin', { origin: 'https://turnos.bank.cl.evil.example' }],
  ['port of the origin', { origin: 'https://turnos.bank.cl:8443' }],
  ['scheme of the origin', { origin: 'http://turnos.bank.cl' }],
  ['RP', { rpId: 'evil.example' }],
  ['parent as RP', { rpId: 'bank.cl' }],
  ['challenge', { challenge: Buffer.from('another').toString('base64url') }],
  ['kind of answer', { type: 'payment.get' }],
  ['touch', { touched: false }],
];

test.each(WRONG)('a wrong %s is refused, for a new key and for one in use', async (_, spoilt) => {
  const device = passkeyDevice(origin);
  const passkey = await kept(device);
  expect(await codeOf(added(device.make(offered, spoilt), challenge))).toBe('wrong_passkey');
  const answer = device.answer({ challenge, rpId }, spoilt);
  expect(await codeOf(used(answer, challenge, passkey))).toBe('wrong_passkey');
  // Everything else about it was right.
  expect(await codeOf(used(device.answer({ challenge, rpId }), challenge, passkey))).toBe(
    'accepted',
  );
});

test("another key's signature, part of one, and something that is not an answer", async () => {
  const device = passkeyDevice(origin);
  const passkey = await kept(device);
  const good = device.answer({ challenge, rpId });
  const spoilt = [
    device.answer({ challenge, rpId }, { forged: true }),
    { ...good, response: { ...good.response, signature: good.response.signature.slice(8) } },
    { ...good, response: { ...good.response, authenticatorData: 'AAAA' } },
    { ...good, response: { ...good.response, clientDataJSON: 'bm8ganNvbg' } },
    { ...good, response: { ...good.response, clientDataJSON: '\u202e👩' } },
    { ...good, response: { ...good.response, signature: '' } },
  ];
  for (const each of spoilt) {
    expect(await codeOf(used(each, challenge, passkey))).toBe('wrong_passkey');
  }
  expect(logged.join()).toMatch(/expected \\"https:\/\/turnos.bank.cl/);
});

describe('the count of a key', () => {
  const counted = async (counter: number, before: number, spoilt: Spoilt = {}) => {
    const device = passkeyDevice(origin);
    const passkey = { ...(await kept(device)), counter: before };
    const answer = device.answer({ challenge, rpId }, { counter, ...spoilt });
    return codeOf(used(answer, challenge, passkey));
  };
  test('goes up, or is always zero', async () => {
    expect(await counted(8, 7)).toBe('accepted');
    expect(await counted(0, 0)).toBe('accepted');
    expect(await counted(1, 0)).toBe('accepted');
  });
  test('that does not rise, goes back or stops means a copy', async () => {
    expect(await counted(7, 7)).toBe('passkey_copied');
    expect(await counted(3, 7)).toBe('passkey_copied');
    expect(await counted(0, 7)).toBe('passkey_copied');
  });
  test("counts only with the key's signature: nobody else can report a theft", async () => {
    expect(await counted(3, 7, { forged: true })).toBe('wrong_passkey');
  });
});

test('whether the key verified the person is reported, not guessed', async () => {
  for (const verifies of [true, false]) {
    const device = passkeyDevice(origin, { verifies });
    const passkey = await kept(device);
    const answer = device.answer({ challenge, rpId });
    expect((await used(answer, challenge, passkey)).userVerified).toBe(verifies);
  }
});
