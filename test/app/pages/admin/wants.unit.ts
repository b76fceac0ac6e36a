import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { wantsKey } from '../../../../src/app/pages/admin/wants';
import { adminEsCL } from '../../../../src/app/texts/admin-es-CL';
import { speaker } from '../../../../src/app/texts/format';
import { routes } from '../../../../src/app/wire/routes';

/** Values that no field accepts, each wrong in another way. */
const NONSENSE: readonly unknown[] = [
  '',
  'ñ '.repeat(2000),
  'constructor',
  '-',
  -1,
  0,
  0.123,
  1e9,
  true,
  null,
  [],
  Array.from({ length: 60 }, () => '-'),
  {},
  { from: '09:00', to: '09:00' },
  { from: '2027-01-02', until: '2027-01-01' },
  { '2027-02-30': {} },
  Object.fromEntries(Array.from({ length: 401 }, (_, at) => [dateOf(at), { spans: [] }])),
];
function dateOf(at: number) {
  return new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10);
}

/** A schema and every schema inside it. */
function within(schema: z.ZodType): readonly z.ZodType[] {
  const def = schema.def as unknown as Record<string, unknown>;
  const inner = [
    ...Object.values((def.shape ?? {}) as object),
    ...((def.options ?? []) as z.ZodType[]),
    ...['element', 'innerType', 'valueType', 'keyType', 'in', 'out'].map((name) => def[name]),
  ].filter((each): each is z.ZodType => each instanceof z.ZodType);
  return [schema, ...inner.flatMap(within)];
}

const FORMS = [
  'PUT /api/branches/:branch',
  'PUT /api/branches/:branch/queues/:queue',
  'PUT /api/branches/:branch/counters/:counter',
  'PUT /api/branches/:branch/settings',
  'PUT /api/staff/:staff',
  'PUT /api/devices/:device',
  'PUT /api/webhooks/:webhook',
] as const;

/** Every sentence with which a form's schema refuses a value. */
function sentences(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const form of FORMS) {
    for (const schema of within(routes[form].body)) {
      for (const value of NONSENSE) {
        const issues = schema.safeParse(value).error?.issues ?? [];
        for (const { code, message, path } of issues) {
          // The kinds that http's `wanted` words itself: no form has an input of this kind.
          const ofAnotherKind = code === 'invalid_type' && message.startsWith('Invalid input');
          const ofAnother = code === 'unrecognized_keys' || code === 'invalid_union';
          if (path.length === 0 && !ofAnotherKind && !ofAnother) found.add(message);
        }
      }
    }
  }
  for (const [file, quoted] of [
    ['configure', /wants: '([^']+)'/g],
    ['moved-day', /wants: `([^`]+)`/g],
  ] as const) {
    const path = join(__dirname, `../../../../src/app/domain/rules/${file}.ts`);
    for (const [, wants] of readFileSync(path, 'utf8').matchAll(quoted)) found.add(wants);
  }
  return found;
}

const { say } = speaker('es-CL', adminEsCL, 'es-CL');
function words(wants: string) {
  const found = wantsKey(wants);
  if (found?.colour !== undefined) return say(found.key, { colour: found.colour });
  if (found?.time !== undefined) return say(found.key, { time: found.time });
  if (found?.branch !== undefined) return say(found.key, { branch: found.branch });
  return found && (found.n === undefined ? say(found.key) : say(found.key, { n: found.n }));
}

test('every reason for refusing a form has a text', () => {
  const all = sentences();
  expect(all.size).toBeGreaterThan(40);
  expect([...all].filter((wants) => words(wants) === undefined)).toEqual([]);
  expect(words('from 1 (last) to 9 (first)')).toBe(
    'Escriba un número de 1 (última) a 9 (primera).',
  );
  expect(words('to end by 12:00, when the next hours begin')).toContain('a las 12:00');
  expect(words('at most 600 minutes')).toBe('Escriba 600 minutos como máximo.');
  expect(words('at least 12 characters')).toBe('Escriba al menos 12 caracteres.');
  expect(words('something nobody has said yet')).toBeUndefined();
});
