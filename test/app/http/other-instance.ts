import { App, createApp } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { KeySource } from '../../../src/app/vault/vault';
import { Stage } from './stage';

type Shared = Partial<Parameters<typeof createApp>[0]> & { readonly dataKeys: KeySource };

/** A second instance on a stage's database; `shared` are the options the stage was opened with. */
export const otherInstance = ({ databaseUrl }: Stage, shared: Shared): Promise<App> =>
  createApp({
    ...shared,
    database: { url: databaseUrl },
    port: 0,
    host: '127.0.0.1',
    instance: 'other',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'other'),
  });
