import { FactOf } from '../../../src/app/domain/model/events';
import { deviceText, sessionText } from '../../../src/app/domain/model/keys-given';
import { Faults } from '../../../src/app/operations/reads/proof/faults';
import { keyDifferences } from '../../../src/app/operations/reads/proof/keys';
import { KeysGiven } from '../../../src/app/operations/reads/proof/keys-given';
import { AuditSnapshot } from '../../../src/app/operations/reads/proof/store';

/** Which events end which keys. */

type BankFactInput = Omit<FactOf<'BankFact'>, 'type' | 'subject'> & { readonly at?: number };
const MINUTE = 60_000;
const digest = (text: string) => text.replaceAll('\0', '/');
const keyOf = (hash: string) => digest(deviceText('kiosk', hash));

/** The report about one session of Ana's and one key of a kiosk, after these events. */
async function faults(
  subject: 'ana' | 'kiosk',
  events: readonly BankFactInput[],
  endsAt: number | null = null,
): Promise<readonly string[]> {
  const keys = new KeysGiven({
    sessions: new Set(['one']),
    owners: new Set(['ana', 'kiosk']),
    devices: new Set([keyOf('a')]),
  });
  const given: readonly (BankFactInput & { readonly subject: string })[] = [
    {
      ...{ what: 'signed-in', subject: 'ana' },
      details: { session: 'one', until: 9, key: digest(sessionText('one', 'hash')) },
    },
    { what: 'device-enrolled', subject: 'kiosk', details: { key: keyOf('a') } },
    ...events.map((each) => ({ ...each, subject })),
  ];
  for (const { at = 0, ...fact } of given) keys.see({ type: 'BankFact', ...fact }, { at });
  const snapshot = {
    sessions: async () => [{ id: 'one', owner: 'ana', tokenHash: 'hash', until: 9 }],
    deviceTokens: async () => [{ id: 'a', owner: 'kiosk', tokenHash: 'a', until: null, endsAt }],
  } as unknown as AuditSnapshot;
  const found = new Faults();
  await keyDifferences(snapshot, keys, digest, found);
  return found.list;
}

const staff = (role: string) => ({ role, branches: ['1'] });
const rows = (before: string, after: string) => [
  { table: 'staff' as const, id: 'ana', before: staff(before), after: staff(after) },
];

test.each<[string, BankFactInput]>([
  ['signing out', { what: 'signed-out', details: { session: 'one' } }],
  ['an administrator', { what: 'sessions-ended', details: { count: 2, ended: 'two one' } }],
  ['closing the account', { what: 'staff-saved', details: { active: false } }],
  ['another password', { what: 'staff-saved', details: { active: true, password: true } }],
  ['other rights', { what: 'staff-saved', rows: rows('advisor', 'admin') }],
  ['a second factor taken away', { what: 'second-factor-ended', details: { because: 'reset' } }],
])('a session that %s ended', async (_, event) => {
  expect(await faults('ana', [event])).toEqual([
    `session one of ana had ended (${event.what}), and is there again`,
  ]);
});

test.each<[string, BankFactInput]>([
  ['somebody who signed out under an older release', { what: 'signed-out' }],
  ['another session that ended', { what: 'sessions-ended', details: { ended: 'two' } }],
  ['an account saved without a change', { what: 'staff-saved', rows: rows('host', 'host') }],
  ['one who ended their own factor', { what: 'second-factor-ended', details: { because: 'self' } }],
])('not: %s', async (_, event) => {
  expect(await faults('ana', [event])).toEqual([]);
});

test.each<[string, BankFactInput]>([
  ['revoking', { what: 'device-revoked' }],
  ['enrolling again', { what: 'device-enrolled', details: { key: 'x', alone: true } }],
  ['a copy', { what: 'device-key-reused', details: { ended: `y ${keyOf('a')}` } }],
])('a key of a device that %s ended', async (_, event) => {
  expect(await faults('kiosk', [event])).toEqual([
    `device kiosk has a key again that had ended (${event.what})`,
  ]);
});

test('enrolling again with a lasting code, or under an older release, ends no key', async () => {
  expect(await faults('kiosk', [{ what: 'device-enrolled', details: { key: 'x' } }])).toEqual([]);
});

test.each([
  [null, 1],
  [2 * 86_400_000, 1],
  [10 * MINUTE, 0],
])('a key that was replaced ends at %s ms: %d faults', async (endsAt, count) => {
  const replaced: readonly BankFactInput[] = [
    { what: 'device-key-renewed', details: { key: 'b', follows: keyOf('a') } },
    { what: 'device-key-taken', details: { key: 'b' }, at: MINUTE / 2 },
  ];
  expect(await faults('kiosk', replaced, endsAt)).toHaveLength(count);
});
