import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { arn } from '../../../src/app/texts/arn';
import { placeholders, Text } from '../../../src/app/texts/catalogue';
import { esCL } from '../../../src/app/texts/es-CL';
import { speaker } from '../../../src/app/texts/format';
import { languageOf, languages } from '../../../src/app/texts/languages';
import { receptionEsCL } from '../../../src/app/texts/reception-es-CL';
import { screensEsCL } from '../../../src/app/texts/screens-es-CL';
import { staffEsCL } from '../../../src/app/texts/staff-es-CL';
import { catalogues } from './all-texts';

const forms = (text: Text) => (typeof text === 'string' ? [text] : Object.values(text));

describe.each(catalogues)('texts for %s', (_, spanish, english) => {
  test('both languages have the same keys, and no text is empty', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(spanish).sort());
    const empty = [...Object.entries(spanish), ...Object.entries(english)].filter(([, text]) =>
      forms(text).some((form) => form.trim() === ''),
    );
    expect(empty).toEqual([]);
  });

  test('translations have the placeholders and plurals of the original', () => {
    const apart = Object.entries(spanish).filter(([key, text]) => {
      const other = english[key];
      // The form for zero or one may omit the number.
      const wanted = new Set(placeholders(text));
      const got = new Set(placeholders(other));
      return typeof other !== typeof text || !isDeepStrictEqual(wanted, got);
    });
    expect(apart.map(([key, text]) => [key, text, english[key]])).toEqual([]);
  });

  test('no English is left in Spanish, and customers are addressed as usted', () => {
    const amiss = Object.entries(spanish).filter(([, text]) =>
      forms(text).some(
        (form) =>
          /\b(the|your|please|waiting|you)\b/i.test(form) ||
          /\b(tú|tu|tus|contigo|te)\b/i.test(form) ||
          /error \d|procesando|estimado cliente|usuario,/i.test(form),
      ),
    );
    expect(amiss).toEqual([]);
  });
});

test('every language with a file is offered; missing texts fall back to Spanish', async () => {
  const files = readdirSync(join(__dirname, '../../../src/app/texts'))
    .filter((file) => /^[a-z]{2,3}(-[A-Z]{2})?\.ts$/.test(file))
    .map((file) => file.slice(0, -3));
  expect(files.sort()).toEqual(languages.map((language) => language.tag).sort());
  const first = { ...esCL, ...screensEsCL };
  const third = speaker('arn', first, 'es-CL', arn);
  expect(third.say('ticket.served')).toBe('Chaltu may.');
  expect(third.say('kiosk.services')).toBe(screensEsCL['kiosk.services']);
  for (const key of Object.keys(arn)) expect(Object.keys(first)).toContain(key);
  for (const language of languages) expect(typeof (await language.load())['name']).toBe('string');
});

test('a language is found by its code in any spelling; otherwise the first is used', () => {
  expect(languageOf('EN-gb').code).toBe('en');
  expect(languageOf('es-CL').code).toBe('es');
  expect(languageOf('xx').code).toBe('es');
  expect(languageOf(undefined).code).toBe('es');
});

/** Only programs see these, or administrators, whose page says what each field wants. */
const WITHOUT_WORDS = [
  'device_stays',
  'idempotency_expired',
  'idempotency_mismatch',
  'invalid_logout_token',
  'invalid_minutes',
  'invalid_score',
  'invalid_username',
  'label_taken',
  'last_admin',
  'line_of_another_day',
  'outcome_event',
  'prefix_taken',
  'prefix_used_today',
  'reserved_id',
  'unknown_branch',
  'unknown_customer',
  'unknown_filter',
  'unknown_report',
  'username_taken',
];

test('every refusal a person can meet has its own text', () => {
  const sources = ['domain', 'operations'].flatMap((folder) => {
    const path = join(__dirname, '../../../src/app', folder);
    return readdirSync(path, { encoding: 'utf8', recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(path, file), 'utf8'));
  });
  const codes = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/new Refused\(\s*'\w+',\s*'(\w+)'/g)].map(([, code]) => code),
    ),
  );
  expect(codes.size).toBeGreaterThan(20);
  const silent = [...codes].filter(
    (code) =>
      !(`problem.${code}` in esCL) &&
      !(`staff.problem.${code}` in staffEsCL) &&
      !(`reception.problem.${code}` in receptionEsCL),
  );
  expect(silent.sort()).toEqual(WITHOUT_WORDS);
});
