import { PATHS } from '../../src/contract';
import { elapse } from '../support/wait';

interface Instance {
  readonly url: string;
}

/** How long an instance may take to be ready once the harm is undone, ms. */
const READY_WITHIN_MS = 60_000;

/** How many instances do not become ready: requests go to another, so nobody else would notice. */
export async function notReady(
  instances: readonly Instance[],
  withinMs = READY_WITHIN_MS,
): Promise<number> {
  const until = performance.now() + withinMs;
  const becomes = async ({ url }: Instance): Promise<boolean> => {
    const left = until - performance.now();
    if (left <= 0) return false;
    const signal = AbortSignal.timeout(Math.ceil(left));
    const answer = await fetch(url + PATHS.ready, { signal }).catch(() => undefined);
    if (answer?.ok) return true;
    await elapse(100);
    return becomes({ url });
  };
  return (await Promise.all(instances.map(becomes))).filter((ready) => !ready).length;
}
