import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { namedByTypeRule } from '../../lint/named-by-type-rule.mts';

const linter = new Linter();
const TYPES = 'Claim TicketRecord ConnectionState CallInput WaysInDeps AskedSimulation B'.split(
  ' ',
);
const declared = TYPES.map((type) => `interface ${type} {}`).join('\n');
const found = (code: string) =>
  linter
    .verify(`${declared}\n${code}`, {
      languageOptions: { parser: parser as Linter.Parser },
      plugins: { house: { rules: { named: namedByTypeRule } } },
      rules: { 'house/named': 'error' },
    })
    .map(({ message }) => message);

test.each([
  'const f = (asked: Claim) => asked;',
  'function f({ a }: B, told: TicketRecord) {}',
  'const doubts: ConnectionState = { branch };',
  'type Needs = (asked: CallInput) => boolean;',
  'class A { constructor(private readonly around: WaysInDeps) {} }',
])('%s is refused', (code) => {
  expect(found(code)).toEqual([expect.stringContaining('name it after its type')]);
});

test.each([
  'const f = (claim: Claim) => claim;',
  // a member is a name of the event, the row or the wire
  'interface Advisor { readonly asked?: PendingRequest }',
  // nothing here says what it is better than the name
  'const told = new Set<string>();',
  'const told: Set<string> = new Set();',
  'const wanted: Uint8Array = new Uint8Array(1);',
  'const asked: readonly number[] = [];',
  // the type says the same
  'const f = (asked: AskedSimulation) => asked;',
  'const f = <T>(asked: T) => asked;',
])('%s stays', (code) => {
  expect(found(code)).toEqual([]);
});
