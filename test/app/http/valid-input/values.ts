import { atLength } from '../../../support/at-length';

/**
 * Values that a JSON schema allows, from its bounds inwards. The schema is the product's own, so a
 * rule it forgot becomes a value here.
 */

export type JsonSchema = Readonly<Record<string, unknown>> & {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
};

/** Ids that mean something elsewhere: to JavaScript, to the bank's chain, to nobody. */
const ids = ['1', 'constructor', 'bank', 'no-such-thing', '-', '0', '9'.repeat(40), 'a--b'];

const words = [
  '',
  ' ',
  'a',
  'Ñuñoa — ¿qué?',
  '👩‍👩‍👧‍👦',
  '\u202eabc\u0007\u001b[31m\u0085\u2028',
  '\ufeff\u200b',
  "'; drop table tickets; --",
  '=cmd|"/c calc"!A1',
  '<script>alert(1)</script>',
  '{{constructor}} ${x} %s %n',
  '__proto__',
  'constructor',
  'null',
  'bank',
  '\\u0000 \\ud800',
  '\t\r\n x',
  '٣',
  'ß'.repeat(10),
];

/** What a person may type where a field has a format. */
const formed = [
  ...ids,
  'C',
  'ZZZ',
  'es',
  'zz',
  'qaa',
  '00:00',
  '24:00',
  '23:59',
  '12:00',
  '03:30',
  '+56912345678',
  '+10000000',
  '+999999999999999',
  '12345678-5',
  '1-9',
  'AR 30123456',
  'C01',
  'z999999',
  '2026-02-28',
  '0001-01-01',
  '9999-12-31',
  '2024-02-29',
  'whsec_' + 'A'.repeat(44),
  'whsec_' + '+/'.repeat(16),
  'https://example.com/' + 'a'.repeat(900),
  'http://[::1]:1/',
  'https://münchen.example/ä?ß#x',
  'https://maps.example.com/1',
  'TicketIssued',
];

/** Time zones that `Intl` takes under one name or another. */
const zones = [
  'America/Santiago',
  'america/santiago',
  'UTC',
  'utc',
  'GMT0',
  '+01:00',
  '-0330',
  'IST',
  'JST',
  'PST',
  'EST',
  'SystemV/EST5',
  'US/Pacific-New',
  'America/Coyhaique',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Monrovia',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Etc/GMT+12',
  'Etc/GMT-14',
];

const number = (low: number, high: number, whole: boolean): readonly number[] =>
  [
    low,
    high,
    (low + high) / 2,
    0,
    1,
    ...(whole
      ? [low + 1, high - 1]
      : [
          5e-324,
          1e-300,
          1e-9,
          0.00001,
          0.1,
          1 / 3,
          1.1,
          7.3,
          low + Number.EPSILON,
          high - 0.0001,
          19.999999999,
        ]),
  ].filter((each) => each >= low && each <= high && (!whole || Number.isInteger(each)));

function texts(schema: JsonSchema): readonly string[] {
  const most = Math.min(Number(schema.maxLength ?? 300), 2_000);
  if (schema.pattern !== undefined || schema.format !== undefined) return formed;
  return [
    ...words,
    'x'.repeat(most),
    '👩'.repeat(Math.floor(most / 2)),
    'ñ'.repeat(most),
    'x'.repeat(Number(schema.minLength ?? 1)),
  ];
}

/** Values for one schema; rules that are only in code are left to the caller's validator. */
function valuesOf(schema: JsonSchema): readonly unknown[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return schema.enum;
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.flatMap(valuesOf);
  switch (schema.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return number(
        Number(schema.minimum ?? schema.exclusiveMinimum ?? -1e15),
        Number(schema.maximum ?? schema.exclusiveMaximum ?? 1e15),
        schema.type === 'integer',
      );
    case 'string':
      return texts(schema);
    case 'array':
      return arrays(schema);
    case 'object':
      return objects(schema);
    default:
      return [null];
  }
}

type Members = Readonly<Record<string, JsonSchema>>;

const everyValue = (properties: Members): readonly (readonly [string, readonly unknown[]])[] =>
  Object.entries(properties).map(([name, inner]) => [name, valuesOf(inner)]);

/**
 * Values for the members of a nested object. Texts with the same schema side by side, such as one
 * per language, take the same path through the app: the first gets every value, the others a
 * quarter, in turn.
 */
function byMember(properties: Members): ReturnType<typeof everyValue> {
  const seen: string[] = [];
  return everyValue(properties).map(([name, values]) => {
    const schema = JSON.stringify(properties[name]);
    const before = seen.filter((each) => each === schema).length;
    seen.push(schema);
    const spared = properties[name].type === 'string' && before > 0 && atLength(true, false);
    return [name, spared ? values.filter((_, at) => at % 4 === before % 4) : values];
  });
}

function arrays({ items, maxItems }: JsonSchema): readonly unknown[] {
  const each = valuesOf(items ?? {});
  const most = Math.min(Number(maxItems ?? 60), 60);
  return [
    [],
    ...each.map((value) => [value]),
    ...(each.length > 1 ? [each.slice(0, 2), [each[0], each[0]]] : []),
    Array.from({ length: most }, (_, index) => each[index % each.length]),
  ];
}

function objects({
  properties,
  additionalProperties,
  propertyNames,
}: JsonSchema): readonly Readonly<Record<string, unknown>>[] {
  if (!properties) {
    const inner = typeof additionalProperties === 'object' ? valuesOf(additionalProperties) : ['x'];
    const names = propertyNames ? (valuesOf(propertyNames) as string[]) : [...ids, '__proto__', ''];
    return [
      {},
      ...names.map((name) => Object.fromEntries([[name, inner[0]]])),
      ...inner.map((value) => Object.fromEntries([[names[0], value]])),
    ];
  }
  return byMember(properties).flatMap(([name, values]) =>
    values.map((value) => ({ [name]: value })),
  );
}

/**
 * An accepted base with one member at a time, at any depth, set to each value of its schema or left
 * out.
 */
export function variants(
  base: Readonly<Record<string, unknown>>,
  schema: JsonSchema,
  valuesIn = everyValue,
): readonly Readonly<Record<string, unknown>>[] {
  const properties = schema.properties ?? {};
  return valuesIn(properties).flatMap(([name, values]) => {
    const inner = properties[name];
    const { [name]: old, ...without } = base;
    const nested = old !== null && typeof old === 'object' && !Array.isArray(old);
    const deeper =
      nested && inner.properties
        ? variants(old as Record<string, unknown>, inner, byMember).map((value) => ({
            ...base,
            [name]: value,
          }))
        : [];
    const own = name === 'timeZone' ? zones : values;
    return [without, ...deeper, ...own.map((value) => ({ ...base, [name]: value }))];
  });
}

/**
 * Bodies with every member at once, each with a value that is accepted alone, so that most pairs of
 * values meet. Drawn at random, and the same in each run.
 * @param bodies each of which has another value of one member
 */
export function together(
  bodies: readonly Readonly<Record<string, unknown>>[],
  rows: number,
): readonly Record<string, unknown>[] {
  const values = new Map<string, Map<string, unknown>>();
  for (const [name, value] of bodies.flatMap((each) => Object.entries(each))) {
    values.set(name, (values.get(name) ?? new Map()).set(JSON.stringify(value), value));
  }
  let state = 1;
  const draw = <T>(from: readonly T[]): T => {
    state = (state * 48_271) % 0x7fff_ffff;
    return from[state % from.length];
  };
  return Array.from({ length: rows }, () =>
    Object.fromEntries([...values].map(([name, each]) => [name, draw([...each.values()])])),
  );
}

export type Body = Readonly<Record<string, unknown>>;

/** Drops the refused members, or gives them their usual value. */
export function unrefused(
  body: Body,
  errors: readonly { readonly field: string }[],
  usual: Body,
): Body {
  const refused = errors.map(({ field }) => field.split(/[.[]/)[0]);
  const kept = Object.entries(body).filter(([member]) => !refused.includes(member));
  const instead = Object.entries(usual).filter(([member]) => refused.includes(member));
  return Object.fromEntries([...kept, ...instead]);
}
