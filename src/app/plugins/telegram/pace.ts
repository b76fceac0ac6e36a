import { pause } from './pause';
import { Limiter } from '../../ports';

/** Telegram's published limits: about 30 messages a second in all, one a second to one chat. */
export const ALL_PER_SECOND = 30;
export const CHAT_PER_SECOND = 1;
const BEAT_MS = 1_000 / ALL_PER_SECOND;
/** A busy process may be late for its beat and make good so much of it. */
const CATCH_UP_MS = 250;
/** How often the front of the line asks again. */
const ASK_MS = 25;

interface Waiting { readonly chat: string; readonly urgent: boolean; readonly go: () => void; gone: boolean }

/** Keeps Telegram's limits over all instances (the limiter is shared by Redis). */
export interface Pace {
  /** Resolves when a message to this chat may go out; rejects when `signal` aborts first. Urgent ones overtake the rest. */
  turn(chat: string, urgent: boolean, signal?: AbortSignal): Promise<void>;
}

export function createPace(limit: Limiter): Pace {
  const line: Waiting[] = [];
  let serving = false;
  /** When the next one may go by this process's own beat: spread over the second, so that an urgent one finds a place within moments, not at the second's end. */
  let beat = 0;

  /** The first whose chat may be written to; a chat that must wait does not hold up the others. */
  async function next(): Promise<Waiting | undefined> {
    const tried = new Set<string>();
    for (const waiting of [...line.filter((one) => one.urgent), ...line.filter((one) => !one.urgent)].slice(0, 64)) {
      if (waiting.gone || tried.has(waiting.chat)) continue;
      tried.add(waiting.chat);
      if ((await limit.take(`chat:${waiting.chat}`, CHAT_PER_SECOND, 1)).ok) return waiting;
    }
    return undefined;
  }

  async function serve(): Promise<void> {
    serving = true;
    try {
      while (line.length) {
        if (beat > Date.now()) await pause(beat - Date.now());
        const waiting = await next();
        if (waiting) {
          beat = Math.max(beat, Date.now() - CATCH_UP_MS) + BEAT_MS;
          while (!(await limit.take('all', ALL_PER_SECOND, 1)).ok) await pause(ASK_MS);
          remove(waiting);
          if (!waiting.gone) waiting.go();
        } else {
          await pause(ASK_MS);
        }
        for (const one of line.filter((other) => other.gone)) remove(one);
      }
    } finally {
      serving = false;
    }
  }

  function remove(waiting: Waiting): void {
    const at = line.indexOf(waiting);
    if (at >= 0) line.splice(at, 1);
  }

  return {
    turn: (chat, urgent, signal) => new Promise((resolve, reject) => {
      const gone = () => {
        waiting.gone = true;
        reject(new Error('the turn was given up'));
      };
      const waiting: Waiting = { chat, urgent, gone: false, go: () => { signal?.removeEventListener('abort', gone); resolve(); } };
      if (signal?.aborted) return gone();
      signal?.addEventListener('abort', gone, { once: true });
      line.push(waiting);
      if (!serving) void serve().catch(() => line.splice(0).forEach((one) => one.go()));
    }),
  };
}
