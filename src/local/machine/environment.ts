import { ENV } from '../../contract';

/** The only place in src/local that reads `process.env`. */
export interface LocalEnvironment {
  /** The folders of PATH. */
  readonly path: readonly string[];
  readonly port: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly dataKeys: string | undefined;
  readonly dataKeysFile: string | undefined;
  /** Empty = Telegram off. */
  readonly telegramToken: string | undefined;
  /** Whether npm runs this process. */
  readonly fromNpm: boolean;
  /** The folder from which npm was called; it runs its commands in the package's folder. */
  readonly calledFrom: string | undefined;
  /** The whole environment, for a child process that runs the app or a package manager. */
  readonly all: NodeJS.ProcessEnv;
}

export function localEnvironment(from: NodeJS.ProcessEnv = process.env): LocalEnvironment {
  return {
    path: (from.PATH ?? '').split(':').filter(Boolean),
    port: from[ENV.PORT] || undefined,
    databaseUrl: from[ENV.DATABASE_URL] || undefined,
    redisUrl: from[ENV.REDIS_URL] || undefined,
    dataKeys: from[ENV.DATA_KEYS] || undefined,
    dataKeysFile: from[ENV.DATA_KEYS_FILE] || undefined,
    telegramToken: from[ENV.TELEGRAM_BOT_TOKEN],
    fromNpm: from.npm_lifecycle_event !== undefined,
    calledFrom: from.npm_lifecycle_event === undefined ? undefined : from.INIT_CWD,
    all: from,
  };
}
