import { createPasswordCheck } from '../../../src/app/identity/password-check';
import { createWaysIn } from '../../../src/app/identity/ways-in';
import { Person } from '../../../src/app/ports';

/**
 * Guessing reveals no name: an unknown one, a wrong password, a blocked person, one with a second
 * factor and one without cost the same work. Work is counted, because times on a machine are noisy.
 */

const HASH = 'scrypt:a';
const person = (more: Partial<Person>): Person => ({
  ...{ id: 'ana', username: 'ana', firstName: 'Ana', role: 'admin', branches: 'all' },
  ...{ active: true, passwordHash: HASH, second: 'none', required: false },
  ...{ app: false, passkeys: false },
  ...more,
});
/** Like the store, which does not find blocked people. */
const people: readonly (readonly [string, Person | undefined])[] = [
  ['an unknown name', undefined],
  ['a wrong password', person({})],
  ['somebody blocked', undefined],
  ['somebody with a second factor', person({ second: 'code', app: true })],
  ['somebody who has to enrol one', person({ second: 'enrol', required: true })],
  ['somebody of the provider, without a password', person({ passwordHash: null })],
];

/** What one attempt does, in order. */
async function workOf(found: Person | undefined, lazy = false) {
  const done: string[] = [];
  const did = <T>(what: string, answer: T) => {
    done.push(what);
    return Promise.resolve(answer);
  };
  const secrets = {
    newToken: () => 'nobody',
    hashToken: (text: string) => text,
    digest: (text: string) => text,
    hashPassword: () => did('make a hash', 'scrypt:nobody'),
    // The old fault: it was made when the first unknown name came.
    passwordHolds: (_: string, hash: string) =>
      did(`compare with ${hash.split(':')[0]}`, false).then(async (holds) => {
        if (lazy && hash === 'scrypt:nobody') await secrets.hashPassword();
        return holds;
      }),
  };
  const store = {
    staffByUsername: () => did('look the name up', found),
    countFailedSignIn: () => did('count it', 1),
    clearFailedSignIns: () => did('clear it', undefined),
    knowsPlace: () => did('look the place up', false),
    rememberPlace: () => did('remember the place', undefined),
  };
  const limiter = { take: () => did('take a turn', { ok: true as const }) };
  const clock = () => 0;
  const ways = createWaysIn({ store, limiter: limiter as never, secrets, clock });
  const check = createPasswordCheck({ store, secrets, clock, ways });
  const answers = [
    await check('ana', 'a guess', '10.0.0.1', []),
    await check('ana', 'a guess', '10.0.0.1', []),
  ];
  return { answers, done };
}

test('all of them cost the same work, the first time and afterwards', async () => {
  const [usual] = await Promise.all([workOf(undefined)]);
  expect(usual.done.filter((each) => each.startsWith('compare'))).toHaveLength(2);
  expect(usual.done.filter((each) => each === 'make a hash')).toHaveLength(1);
  for (const [who, found] of people) {
    expect([who, await workOf(found)]).toEqual([who, usual]);
  }
});

test('and the test notices if one costs one hash more', async () => {
  const known = await workOf(people[1][1], true);
  expect(await workOf(undefined, true)).not.toEqual(known);
});
