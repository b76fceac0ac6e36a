import { documents, files, textOf } from '../markdown';
import { Call, callsIn, shellOf, shellWritten } from './calls';

/**
 * Lines for the AWS CLI are typed on the worst day of the year, and no test has an account. So each
 * is compared with the options that the CLI lists (decision 0269).
 */

/** Options of every command. */
const GLOBAL = ['output', 'query', 'region', 'profile', 'endpoint-url', 'no-cli-pager'];

interface CommandOptions {
  readonly options: ReadonlySet<string>;
  readonly required: readonly string[];
}

const table = new Map<string, CommandOptions>(
  textOf('test/docs/aws/options.txt')
    .split(/^(?=\S)/m)
    .filter((part) => !part.startsWith('#'))
    .map((part) => {
      const [command, ...rest] = part.split('\n');
      const words = rest.join(' ').split(/\s+/).filter(Boolean);
      const required = words.filter((word) => word.endsWith('!'));
      return [
        command.replace(/:$/, ''),
        {
          options: new Set(words.map((word) => word.replace('!', ''))),
          required: required.map((word) => word.replace('!', '')),
        },
      ];
    }),
);

/** What the CLI would refuse about a call. */
function refused({ command, options, elided }: Call): string[] {
  const known = table.get(command);
  if (!known) return [`aws ${command} is not in options.txt: options.py beside it adds it`];
  const unknown = options.filter((each) => !known.options.has(each) && !GLOBAL.includes(each));
  // a command that is only mentioned is not a line to run
  const missing =
    options.length === 0 || elided ? [] : known.required.filter((each) => !options.includes(each));
  return [
    ...unknown.map((each) => `aws ${command} does not take --${each}`),
    ...missing.map((each) => `aws ${command} needs --${each}`),
  ];
}

const inDocuments = documents.flatMap((path) =>
  shellOf(textOf(path))
    .flatMap(callsIn)
    .map((call) => ({ path, call })),
);
const inSources = files
  .filter((path) => /^(src|examples|packaging)\/.*\.(ts|mts|sh)$/.test(path))
  .flatMap((path) =>
    shellWritten(textOf(path))
      .flatMap(callsIn)
      .map((call) => ({ path, call })),
  );

test.each([
  ['documents', inDocuments, 75],
  ['sources', inSources, 25],
])('the AWS CLI accepts each line in %s', (_, calls, least) => {
  expect(calls.length).toBeGreaterThan(least);
  expect(calls.flatMap(({ path, call }) => refused(call).map((why) => `${path}: ${why}`))).toEqual(
    [],
  );
});

test('every command of the table is used', () => {
  const used = new Set([...inDocuments, ...inSources].map(({ call }) => call.command));
  expect([...table.keys()].filter((command) => !used.has(command))).toEqual([]);
});

test('the reader works: it sees nested lines, and what is wrong in them', () => {
  const calls = callsIn(
    `task=$(aws ecs run-task --cluster "$(aws ecs describe-cluster --clusters x)" \\\n` +
      `  --task 'a --b' --output text) && aws ecs wait tasks-stopped --cluster c`,
  );
  expect(calls.flatMap(refused)).toEqual([
    'aws ecs describe-cluster is not in options.txt: options.py beside it adds it',
    'aws ecs run-task does not take --task',
    'aws ecs run-task needs --task-definition',
    'aws ecs wait tasks-stopped needs --tasks',
  ]);
  expect(callsIn('aws ecs update-service … --force-new-deployment').flatMap(refused)).toEqual([]);
  expect(callsIn('aws ecs update-service --cluster …').flatMap(refused)).toHaveLength(1);
});
