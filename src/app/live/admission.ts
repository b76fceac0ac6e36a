import { IncomingMessage } from 'node:http';
import { PATHS } from '../../contract';
import { Refused } from '../domain/model/errors';
import { Identify, Log, MayWatch, Viewer } from '../ports';
import { parseAsk } from './query';
import { Refusal } from './refuse';
import { Ask } from './seat';

export interface AdmissionDeps {
  /** What is wrong with a request no matter who asks, such as its host; absent: nothing. */
  readonly wrong?: (request: IncomingMessage) => Refusal | undefined;
  readonly identify: Identify;
  readonly mayWatch: MayWatch;
  readonly log: Log;
  /** True when this instance takes no more sockets. */
  readonly full: () => boolean;
  readonly limits: {
    /** Upgrades being judged at once: a crowd must not fill the database's queue. */
    readonly mostAsking: number;
    /** How long finding out who is asking may take, ms. */
    readonly identifyWithinMs: number;
  };
}

export type Admitted = { readonly viewer: Viewer; readonly ask: Ask };

/** Decides which upgrade requests become sockets. */
export function createAdmission(deps: AdmissionDeps) {
  const { identify, mayWatch, log, full, limits } = deps;
  let asking = 0;

  async function viewerOf(request: IncomingMessage, again = false): Promise<Viewer | Refusal> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), limits.identifyWithinMs);
    });
    try {
      return (await Promise.race([identify(request, again), late])) ?? unauthorized;
    } catch (error) {
      if (error instanceof Refused && error.kind === 'forbidden') {
        return { status: 403, code: 'forbidden', detail: error.message };
      }
      log.warn({ error: (error as Error).message }, 'could not identify who opens a socket');
      return unavailable('Who is asking cannot be found out just now: try again.');
    } finally {
      clearTimeout(timer);
    }
  }

  async function judge(request: IncomingMessage): Promise<Admitted | Refusal> {
    const url = request.url ?? '/';
    if (url.split('?')[0] !== PATHS.socket) return notHere;
    if (full() || asking > limits.mostAsking) {
      return unavailable('This instance takes no more screens: try again.');
    }
    const wrong = deps.wrong?.(request);
    if (wrong !== undefined) return wrong;
    const ask = parseAsk(url);
    if (!('view' in ask)) {
      const fields = ask.map((each) => each.field).join(', ');
      const detail = `The query needs correcting: ${fields}.`;
      return { status: 400, code: 'invalid_query', detail, errors: ask };
    }
    const viewer = await viewerOf(request);
    if ('status' in viewer) return viewer;
    if (mayWatch(viewer, ask.branch, ask.view)) return { viewer, ask };
    return {
      status: 403,
      code: 'forbidden',
      detail: `View ${ask.view} of branch ${ask.branch} is not yours to watch.`,
    };
  }

  return {
    /**
     * Who is behind a request. If that cannot be found out, it is refused with 503, which says
     * nothing about them.
     */
    viewerOf,
    /** What a request may watch, or why not. */
    async judge(request: IncomingMessage): Promise<Admitted | Refusal> {
      asking++;
      try {
        return await judge(request);
      } finally {
        asking--;
      }
    },
  };
}

const notHere: Refusal = {
  status: 404,
  code: 'not_found',
  detail: `There is no WebSocket here: it is at ${PATHS.socket}.`,
};
const unauthorized: Refusal = {
  status: 401,
  code: 'unauthorized',
  detail: 'Sign in, enrol this device, or give the key of a ticket as subprotocol.',
};
const unavailable = (detail: string): Refusal => ({
  status: 503,
  code: 'unavailable',
  detail,
  retryAfterSeconds: 2,
});
