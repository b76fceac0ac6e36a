import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../../../src/app/texts/en';
import { esCL } from '../../../src/app/texts/es-CL';
import { staffEn } from '../../../src/app/texts/staff-en';
import { staffEsCL } from '../../../src/app/texts/staff-es-CL';

const APP = join(__dirname, '../../../src/app');
/** Where signing in is refused: the identity room, and the domain's rules for the provider. */
const sources = [
  ...readdirSync(join(APP, 'identity')).map((file) => `identity/${file}`),
  'domain/model/provider-rights.ts',
];
const THROWN = /new (?:Refused|TooMany|Unknown)\(\s*(?:'[a-z-]+',\s*)?'([a-z]+(?:_[a-z]+)+)'/g;
const codes = [
  ...new Set(
    sources.flatMap((file) =>
      [...readFileSync(join(APP, file), 'utf8').matchAll(THROWN)].map(([, code]) => code),
    ),
  ),
].sort();

/**
 * Worded by place, not by code: a wrong name or password, and too many attempts. The last one goes
 * to the bank's provider, not to a person.
 */
const BY_PLACE = [
  ...['wrong_credentials', 'too_many_requests', 'unknown_token', 'unknown_code'],
  'repeated_logout_token',
];

test('the refusals of signing in are found where they are thrown', () => {
  expect(codes.length).toBeGreaterThan(10);
  expect(codes).toEqual(
    expect.arrayContaining(['wrong_credentials', 'second_step_ended', 'no_group']),
  );
});

test.each([
  ['Spanish', staffEsCL, esCL],
  ['English', staffEn, en],
])('each refusal of signing in has a sentence of its own in %s', (_, staff, common) => {
  const words: Readonly<Record<string, unknown>> = { ...common, ...staff };
  const without = codes.filter(
    (code) =>
      !BY_PLACE.includes(code) && !words[`staff.problem.${code}`] && !words[`problem.${code}`],
  );
  expect(without).toEqual([]);
});
