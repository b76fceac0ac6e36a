import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as library from '../../src';
import { deployment, refusal } from './synthesized';

/** Parts used alone: each part checks its own properties, whoever passes them. */

type Part = new (scope: Construct, id: string, props: object) => Construct;
type Parts = Readonly<Record<string, Part>>;

const isPart = (value: unknown): value is Part =>
  typeof value === 'function' && value.prototype instanceof Construct;
const parts = Object.fromEntries(
  Object.entries(library).filter(([, value]) => isPart(value)),
) as unknown as Parts;
const names = Object.keys(parts);

/** A part's properties, from its interface. */
const root = join(__dirname, '..', '..', 'src');
const sources = [
  ...readFileSync(join(root, 'index.ts'), 'utf8').matchAll(/from '\.\/([^']+)'/g),
].map(([, path]) => readFileSync(join(root, `${path}.ts`), 'utf8'));
function propertiesOf(name: string): { readonly name: string; readonly needed: boolean }[] {
  const found = sources.flatMap((source) => [
    ...source.matchAll(new RegExp(`^export interface ${name}Props[^]*?^\\}`, 'gm')),
  ]);
  return found.flatMap(([text]) =>
    [...text.matchAll(/^ {2}readonly (\w+)(\??):/gm)].map(([, property, mark]) => ({
      name: property,
      needed: mark === '',
    })),
  );
}

const stackIn = (region = 'us-east-1') =>
  new Stack(new App({ analyticsReporting: false }), 'Alone', { env: { region } });

test('every part is found, with its properties', () => {
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => propertiesOf(name).length === 0)).toEqual([]);
});

test.each(names)('%s without properties names all that it needs', (name) => {
  const needed = propertiesOf(name).filter((each) => each.needed);
  const stack = stackIn();
  let said = '';
  try {
    new parts[name](stack, 'Part', {});
    if (needed.length > 0) said = refusal(stack.node.root as App);
  } catch (error) {
    said = (error as Error).message;
  }
  for (const each of needed) expect(said).toMatch(new RegExp(`${each.name} is missing; give \\w`));
  if (needed.length > 0) expect(said).toContain('[Alone/Part]');
});

test.each(names)('%s names each property of the wrong kind', (name) => {
  const whole = deployment();
  const { ticketero } = whole;
  /** One of each, for parts that need it. */
  const given: Readonly<Record<string, unknown>> = {
    ...ticketero,
    phase: library.Phase.PILOT,
    app: library.TicketApp.fromImage('registry.bank.cl/turnos:1'),
    encryptionKey: ticketero.key.key,
    password: ticketero.secrets.cachePassword,
    logBucket: ticketero.storage.logs,
    publicUrl: 'https://turnos.bank.cl',
  };
  const properties = propertiesOf(name);
  const scope = new Construct(whole.stack, 'Alone');
  const props = Object.fromEntries(
    properties.map((each) => [each.name, each.needed ? given[each.name] : () => undefined]),
  );
  new parts[name](scope, 'Part', props);
  const said = refusal(whole.app);
  for (const each of properties.filter(({ needed }) => !needed)) {
    expect(said).toMatch(new RegExp(`${each.name} is .*; give .*, or leave it out`));
  }
});

test('one part given in place of another is refused', () => {
  const { ticketero, stack } = deployment();
  expect(
    () =>
      new library.TicketBackup(stack, 'Wrong', {
        database: ticketero.cache as never,
        encryptionKey: ticketero.key.key,
      }),
  ).toThrow(/^\[Bank\/Wrong\] database is .*; give a TicketDatabase$/);
});
