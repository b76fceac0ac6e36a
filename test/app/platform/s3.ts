import { join } from 'node:path';
import { runCompiled } from '../../support/child';

interface StoredObject {
  readonly body: string;
  readonly contentType?: string;
  readonly cacheControl?: string;
  readonly versions: number;
}

export interface FakeS3 {
  /** Environment variables that let a process reach it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Everything it holds, by bucket (`anchors`, `assets`) and key. */
  objects(): Promise<Readonly<Record<string, Readonly<Record<string, StoredObject>>>>>;
  /** While it is away it answers 503. */
  away(is: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** A process that speaks the protocol of Amazon S3. */
export async function startS3(): Promise<FakeS3> {
  const child = runCompiled(join(__dirname, 'programs/fake-s3.ts'), [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const [, port] = await child.line(/^S3 (\d+)$/m);
  const url = `http://127.0.0.1:${port}`;
  return {
    variables: {
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_S3: url,
      AWS_ACCESS_KEY_ID: 'fake-access',
      AWS_SECRET_ACCESS_KEY: 'fake-secret-key',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    objects: async () => (await fetch(`${url}/-/objects`)).json() as ReturnType<FakeS3['objects']>,
    away: async (is) => {
      await fetch(`${url}/-/${is ? 'away' : 'back'}`, { method: 'POST' });
    },
    async stop() {
      child.process.kill();
      await child.ended;
    },
  };
}

/** Replaces this process's AWS variables; returns a function that restores them. */
export function withAws(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  const clear = () => {
    for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) {
      delete process.env[name];
    }
  };
  clear();
  Object.assign(process.env, variables);
  return () => {
    clear();
    Object.assign(process.env, Object.fromEntries(before));
  };
}

/**
 * A fake S3 for a whole test file; AWS's variables point this process to it.
 * @returns the server, once the tests run
 */
export function useS3(): () => FakeS3 {
  let s3: FakeS3;
  let restore: () => void;
  beforeAll(async () => {
    s3 = await startS3();
    restore = withAws(s3.variables);
  });
  afterAll(async () => {
    restore();
    await s3.stop();
  });
  return () => s3;
}
