import { Database } from '../db/open-database';
import { Handler } from '../http/serve/listener';
import { Operations } from '../operations';
import { Plugin } from '../plugin';
import { Commit } from '../ports';
import { Tracing } from '../telemetry/tracing';
import { Follower } from './after-commit';

/**
 * The core's parts wrapped in spans. Only used where spans have somewhere to go, so untraced apps
 * pay nothing.
 */

type Ask = (...asked: readonly unknown[]) => unknown;

/** One span per operation. */
export function tracedOperations(operations: Operations, tracing: Tracing): Operations {
  return Object.fromEntries(
    Object.entries(operations).map(([name, work]) => [
      name,
      (...asked: readonly unknown[]) =>
        tracing.span(`operation ${name}`, {}, () =>
          (work as (...given: readonly unknown[]) => Promise<unknown>)(...asked),
        ),
    ]),
  ) as unknown as Operations;
}

/** The statement's name without the number of its shape, or its first word; never its text. */
function nameOf(statement: unknown): string {
  const { name, text } = (
    typeof statement === 'object' && statement ? statement : { text: statement }
  ) as { readonly name?: string; readonly text?: unknown };
  return (
    name?.replace(/-\d+$/, '') ?? /^\s*(\w+)/.exec(String(text))?.[1].toLowerCase() ?? 'statement'
  );
}

/**
 * One span per statement of commands and reads. Calls with a callback are pg's own, made inside one
 * with a promise.
 */
export function traceDatabase({ pools }: Database, tracing: Tracing): void {
  const traced = (target: { query: unknown }) => {
    const ask = (target.query as Ask).bind(target);
    const query: Ask = (...asked) =>
      typeof asked.at(-1) === 'function'
        ? ask(...asked)
        : tracing.inner(
            `database ${nameOf(asked[0])}`,
            { 'db.system.name': 'postgresql', 'db.operation.name': nameOf(asked[0]) },
            () => ask(...asked) as Promise<unknown>,
          );
    Object.assign(target, { query });
  };
  for (const pool of [pools.write, pools.read, pools.sweep, pools.relay]) {
    traced(pool);
    pool.on('connect', traced);
  }
}

/** One span per request, around everything done for it. */
export const tracedHandler =
  (handle: Handler, tracing: Tracing): Handler =>
  (request, response) =>
    tracing.request(request, response, () => handle(request, response));

const causesOf = ({ branch, events }: Commit) => events.map(({ seq }) => `${branch} ${seq}`);

/** Remembers a commit as the cause of the messages it queued. */
export const tracedFollower =
  (committed: Follower, tracing: Tracing): Follower =>
  (commit, deliveries) => {
    if (deliveries) tracing.remember(causesOf(commit));
    committed(commit, deliveries);
  };

/**
 * One span per message sent, below the command that caused it if that ran recently on this
 * instance.
 */
export const tracedPlugins = (plugins: readonly Plugin[], tracing: Tracing): readonly Plugin[] =>
  plugins.map((plugin) => {
    const { name, once } = plugin;
    return once
      ? {
          name,
          once: {
            types: once.types,
            timeoutMs: once.timeoutMs,
            send: (delivery, signal) =>
              tracing.caused(
                `${delivery.event.branch} ${delivery.event.seq}`,
                `relay ${name}`,
                { 'ticketero.about': delivery.about, 'ticketero.attempts': delivery.attempts },
                () => once.send(delivery, signal),
              ),
          },
        }
      : plugin;
  });
