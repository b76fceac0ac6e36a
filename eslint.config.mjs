import perfectionist from 'eslint-plugin-perfectionist';
import tseslint from 'typescript-eslint';
import { functionLengthRule } from './lint/function-length-rule.mts';
import { namedByTypeRule } from './lint/named-by-type-rule.mts';
import { oldBrowsersRule } from './lint/old-browsers-rule.mts';
import { roomsRule } from './lint/rooms-rule.mts';
import { timeLimitRule } from './lint/time-limit-rule.mts';

/** What one file shows. The rules that need types are oxlint's: see .oxlintrc.json. */
const inAllFiles = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-require-imports': 'error',
  '@typescript-eslint/no-shadow': 'error',
  curly: ['error', 'multi-line', 'consistent'],
  'no-empty': 'error',
  'max-lines': ['error', { max: 300 }],
  // One order, so that nobody has to choose: Node's modules, packages, folders above, files beside.
  'perfectionist/sort-imports': [
    'error',
    {
      type: 'alphabetical',
      ignoreCase: true,
      newlinesBetween: 'ignore',
      groups: ['builtin', 'external', 'parent', ['sibling', 'index']],
    },
  ],
  'perfectionist/sort-named-imports': ['error', { type: 'alphabetical', ignoreCase: true }],
};

/** The domain is pure: what it would read from the world is an argument. */
const clock = 'the domain has no clock: take `now` as an argument';
const impure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: clock,
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'the domain has no randomness: take ids as arguments',
  },
  { selector: 'AwaitExpression', message: 'the domain does no I/O' },
  {
    selector: "MemberExpression[object.name='globalThis']",
    message: 'the domain touches no globals',
  },
];

export default [
  { ignores: ['.ticketero/', 'assets/', 'cdk.out/', 'coverage/', 'dist/', 'lib/', 'test-output/'] },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts', '**/*.mjs'],
    languageOptions: { parser: tseslint.parser },
    plugins: {
      '@typescript-eslint': tseslint.plugin,
      perfectionist,
      house: {
        rules: {
          rooms: roomsRule,
          'function-length': functionLengthRule,
          'named-by-type': namedByTypeRule,
          'old-browsers': oldBrowsersRule,
          'time-limit': timeLimitRule,
        },
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...inAllFiles,
      'house/rooms': 'error',
      'house/function-length': 'error',
      'house/named-by-type': 'error',
    },
  },
  {
    files: ['src/app/pages/**', 'src/app/client/**', 'src/app/texts/**'],
    rules: { 'house/old-browsers': 'error' },
  },
  { files: ['test/**/*.ts'], rules: { 'house/time-limit': 'error' } },
  // A migration declares tables.
  { files: ['src/app/db/migrations/**'], rules: { 'house/function-length': 'off' } },
  { files: ['src/app/domain/**'], rules: { 'no-restricted-syntax': ['error', ...impure] } },
  {
    files: ['src/**'],
    ignores: ['src/app/domain/**', 'src/app/identity/**', 'src/app/operations/write-path/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Refused']",
          message: 'what refuses a command is decided in domain/rules',
        },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/app/config.ts', 'src/local/machine/environment.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'only config.ts and local/machine/environment.ts read the environment',
        },
      ],
    },
  },
];
