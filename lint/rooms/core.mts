import { node, type Room } from './room.mts';

/** What the app is about: rules, words, and what is asked of it. */
export const core: readonly Room[] = [
  {
    path: 'app/domain/model',
    sees: [],
    packages: [],
    why: 'the domain is pure: its words import nothing',
  },
  {
    path: 'app/domain/line',
    sees: ['app/domain/model'],
    packages: [],
    why: 'the domain is pure: the line is counted from the model',
  },
  {
    path: 'app/domain/fold',
    sees: ['app/domain/model'],
    packages: [],
    why: 'the domain is pure: facts fold into the model',
  },
  {
    path: 'app/domain/rules',
    sees: ['app/domain/fold', 'app/domain/line', 'app/domain/model'],
    packages: [],
    why: 'the domain is pure: rules see the model, the line and the fold',
  },
  {
    path: 'app/domain/views',
    sees: ['app/domain/fold', 'app/domain/line', 'app/domain/model'],
    packages: [],
    why: 'the domain is pure: views are drawn from the model, the line and the fold',
  },
  {
    path: 'app/wire',
    sees: ['app/domain/model'],
    packages: ['zod'],
    why: 'wire describes what goes over HTTP and sockets, and imports only zod',
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
    sees: ['app/domain/model'],
    packages: [node],
    why: 'ports hold types over the domain',
  },
  {
    path: 'app/plugin.ts',
    sees: ['app/domain/model', 'app/domain/views', 'app/ports.ts'],
    packages: [],
    why: 'plugin.ts holds types over the domain',
  },
  {
    path: 'app/operations/write-path',
    sees: ['app/domain/model', 'app/domain/rules', 'app/ports.ts'],
    packages: [],
    why: 'operations go through ports.ts: the write path serves every command',
  },
  {
    path: 'app/operations/time',
    sees: ['app/domain/line', 'app/domain/model', 'app/operations/write-path', 'app/ports.ts'],
    packages: [],
    why: 'operations go through ports.ts: what time does uses the write path',
  },
  {
    path: 'app/operations/paper',
    sees: [
      'app/domain/model',
      'app/domain/rules',
      'app/domain/views',
      'app/operations/write-path',
      'app/ports.ts',
    ],
    packages: [],
    why: 'operations go through ports.ts: printing uses the write path',
  },
  {
    path: 'app/operations/commands',
    sees: ['app/domain/model', 'app/operations/time', 'app/operations/write-path', 'app/ports.ts'],
    packages: [],
    why: 'operations go through ports.ts: a command uses the write path',
  },
  {
    path: 'app/operations/reads',
    sees: [
      'app/domain/fold',
      'app/domain/line',
      'app/domain/model',
      'app/domain/views',
      'app/operations/write-path',
      'app/ports.ts',
    ],
    packages: [],
    why: 'operations go through ports.ts: a read changes nothing',
  },
  {
    path: 'app/operations',
    sees: [
      'app/operations/commands',
      'app/operations/paper',
      'app/operations/reads',
      'app/operations/write-path',
    ],
    packages: [],
    why: 'operations go through ports.ts; create-app joins them to the rest',
  },
];
