import { node, type Room } from './room.mts';

/** What runs on a developer's machine only. */
export const local: readonly Room[] = [
  {
    path: 'local/machine',
    sees: ['contract.ts'],
    packages: [node],
    why: 'machine is this computer: its processes, folders and environment',
  },
  {
    path: 'local/build',
    sees: ['contract.ts', 'local/machine'],
    packages: ['esbuild', node, 'vite'],
    why: 'build bundles the app and its pages',
  },
  {
    path: 'local/postgres',
    sees: ['local/machine'],
    packages: [node, 'pg'],
    why: 'postgres starts a PostgreSQL of its own',
  },
  {
    path: 'local/valkey',
    sees: ['local/machine', 'local/postgres'],
    packages: [node, 'yauzl'],
    why: 'valkey starts a Valkey of its own',
  },
  {
    path: 'local/demo',
    sees: ['app/create-app.ts', 'app/domain/model', 'app/ports.ts', 'app/vault'],
    packages: [],
    why: 'the demo bank is made through create-app',
  },
  {
    path: 'local/bot-api',
    sees: [],
    packages: [node],
    why: 'the Bot API stands in for Telegram and knows nothing of the app',
  },
  {
    path: 'local/printer',
    sees: ['app/paper', 'contract.ts'],
    packages: [node],
    why: 'the printer knows the app by its protocol',
  },
  {
    path: 'local/busy',
    sees: [
      'app/domain/model',
      'app/domain/views',
      'contract.ts',
      'local/demo',
      'local/machine',
      'local/replay',
    ],
    packages: [node],
    why: 'a busy day goes through the HTTP API',
  },
  {
    path: 'local/replay',
    sees: [
      'app/config.ts',
      'app/create-app.ts',
      'app/domain/model',
      'app/main.ts',
      'app/ports.ts',
      'app/vault',
      'contract.ts',
      'local/machine',
      'local/postgres',
    ],
    packages: [node],
    why: 'a replay starts the app and goes through its HTTP API',
  },
  {
    path: 'local/dev',
    sees: ['contract.ts', 'local', 'local/build', 'local/busy', 'local/machine'],
    packages: ['esbuild', node, 'vite'],
    why: 'dev is npm start with sources that may change',
  },
  {
    path: 'local',
    sees: [
      'app/config.ts',
      'app/main.ts',
      'contract.ts',
      'local/build',
      'local/busy',
      'local/demo',
      'local/machine',
      'local/postgres',
      'local/valkey',
    ],
    packages: [node, 'pg'],
    why: 'local starts the app through main and create-app',
  },
];
