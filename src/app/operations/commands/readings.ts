import { CommandContext } from '../write-path/command';
import { ConfigureDeps } from './deps';
import { recordFact } from './persons';

/** Somebody who reads on and on is one fact in this time, ms: a page asks again by itself. */
const AGAIN_MS = 10 * 60_000;
/** Readings remembered on an instance; each further one is a fact more, never one less. */
const MOST = 5_000;

/**
 * That somebody read the audit or a report is a fact of the chain they read, before they are
 * answered: what could not be recorded is not shown. The same again within ten minutes, at the same
 * instance, is the same reading.
 */
export function recordReading(deps: ConfigureDeps) {
  const record = recordFact(deps);
  const read = new Map<string, number>();
  return async (
    { branch, actor }: CommandContext,
    what: 'audit-read' | 'report-read',
    details: Readonly<Record<string, string | number>>,
  ): Promise<void> => {
    const now = deps.clock();
    const key = JSON.stringify([branch, actor, what, details]);
    const last = read.get(key);
    if (last !== undefined && now - last < AGAIN_MS && now >= last) return;
    await record(branch, actor, what, branch, details);
    read.delete(key);
    read.set(key, now);
    if (read.size > MOST) read.delete(read.keys().next().value!);
  };
}
