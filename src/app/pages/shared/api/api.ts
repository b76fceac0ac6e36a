import { createClient, Request, RequestArguments } from '../../../client/client';
import { learnOffsets } from '../../../domain/model/local-time';
import type { Problem } from '../../../wire/problem';
import type { AnswerOf, CommandName } from '../../../wire/routes';
import type { Branch } from '../../../wire/settings';
import { abortAfter, randomId } from './old-browsers';
import { hearServerDate } from './server-time';

/**
 * The API as pages use it: JSON, problems with a code, idempotency keys, and a few retries under
 * the same key.
 */

/** A failed request. `status` 0: the server was not reached. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    /** The server's code, such as `wrong_state`; or our own `offline`, `busy`, `unknown`. */
    readonly code: string,
    /** The problem as the server sent it, if it sent one. */
    readonly body: Partial<Problem> = {},
    /** In how many seconds it is worth asking again, where the server says so. */
    readonly after?: number,
  ) {
    super(code);
    this.name = 'ApiProblem';
  }

  /** Nothing was decided: the same request may be sent again under the same key. */
  get undecided(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

interface Options {
  /** `Idempotency-Key`: every command has one. */
  readonly key?: string;
  /** The customer's key, for `/api/my`. */
  readonly ticket?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long an answer may take, ms; 8 s by default. */
  readonly within?: number;
}

const TIMEOUT_MS = 8000;

/** One request. Throws `ApiProblem`. */
export const { call } = createClient<Options>(send);

/** A new idempotency key. */
export const newKey = randomId;

/** For how long (ms) pressing again after no answer still means the same command. */
const AGAIN_MS = 5 * 60_000;

/** Commands under way, and those of which it is unknown whether they were done. */
const pressed = new Map<string, { readonly key: string; readonly going?: Promise<unknown> }>();

/** A command is not repeated before the server's time, and nobody is kept waiting for longer, s. */
const PATIENCE = 3;

/**
 * A command, sent up to four times within a few seconds under the same key, until it is decided. An
 * identical press is the same command while the first one is under way, and after its answer is
 * missing, because it may have been carried out.
 */
export async function command<R extends CommandName>(
  route: R,
  ...[given]: RequestArguments<R, Options>
): Promise<AnswerOf<R>> {
  if (given?.key) return untilDecided(route, given);
  const words = JSON.stringify([route, given]);
  const before = pressed.get(words);
  if (before?.going) return before.going as Promise<AnswerOf<R>>;
  const key = before?.key ?? newKey();
  const going = untilDecided<R>(route, { ...given, key } as typeof given);
  pressed.set(words, { key, going });
  try {
    const answer = await going;
    pressed.delete(words);
    return answer;
  } catch (error) {
    pressed.delete(words);
    if (error instanceof ApiProblem && error.undecided) {
      const open = { key };
      pressed.set(words, open);
      setTimeout(() => pressed.get(words) === open && pressed.delete(words), AGAIN_MS);
    }
    throw error;
  }
}

async function untilDecided<R extends CommandName>(
  route: R,
  given: RequestArguments<R, Options>[0],
): Promise<AnswerOf<R>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call(route, ...([given] as unknown as RequestArguments<R, Options>));
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.undecided || attempt === 3) throw error;
      if (error.status === 429 && (error.after ?? 0) > PATIENCE) throw error;
      await new Promise((resolve) =>
        setTimeout(resolve, 300 * 2 ** attempt * (0.5 + Math.random())),
      );
    }
  }
}

type Prove = (problem: ApiProblem) => Promise<boolean>;
let prove: Prove | undefined;
/**
 * What to do when the server asks again who is there; true = the request goes on.
 * @returns how to stop it
 */
export function onProof(ask: Prove): () => void {
  prove = ask;
  return () => (prove = undefined);
}

/** The body of a successful answer, undefined if it has none (204). Throws `ApiProblem`. */
export async function send(request: Request, options: Options = {}): Promise<unknown> {
  try {
    return await sendOnce(request, options);
  } catch (error) {
    const asked =
      error instanceof ApiProblem && error.code === 'proof_required' ? prove : undefined;
    if (!asked || !(await asked(error as ApiProblem))) throw error;
    return sendOnce(request, options);
  }
}

async function sendOnce(request: Request, options: Options): Promise<unknown> {
  const response = await reach(request, options);
  hearServerDate(response.headers.get('Date'));
  const body = response.status === 204 ? undefined : await json(response);
  if (!response.ok) throw refused(response, body);
  hearOffsets(body);
  return body;
}

/** The content of a refusal. */
export function refused({ status, headers }: Response, body: unknown): ApiProblem {
  const problem = body as Partial<Problem> | undefined;
  const code = problem?.code ?? (status >= 500 ? 'busy' : 'unknown');
  return new ApiProblem(status, code, problem, secondsIn(headers.get('Retry-After')));
}

/** `Retry-After` may also be a date: our server and its edge send seconds. */
const secondsIn = (sent: string | null): number | undefined =>
  sent && /^\d{1,6}$/.test(sent) ? Number(sent) : undefined;

/**
 * Learns the offset of a branch's clock from any answer that names the branch, because this browser
 * may lack its zone.
 */
function hearOffsets(body: unknown): void {
  for (const each of Array.isArray(body) ? body : [body]) {
    const branch = (each as { readonly branch?: unknown } | undefined)?.branch ?? each;
    const { timeZone, utcOffsets } = (branch ?? {}) as Partial<Branch>;
    if (!timeZone || !utcOffsets) continue;
    learnOffsets(
      timeZone,
      utcOffsets.map(({ from, minutes }) => ({ from: Date.parse(from), minutes })),
    );
  }
}

/** Any answer, whatever its status. Throws `ApiProblem` if there is none. */
export async function reach(
  { method, path, body }: Request,
  { key, ticket, headers, within = TIMEOUT_MS }: Options,
): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(key ? { 'Idempotency-Key': key } : {}),
        ...(ticket ? { Authorization: `Ticket ${ticket}` } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: abortAfter(within),
    });
  } catch (error) {
    // fetch rejects only without an answer: no network, refused, timed out
    throw unheard(error);
  }
}

/** It is unknown what was decided: no answer came, or only part of one. */
export const unheard = (error: unknown): ApiProblem =>
  new ApiProblem(0, 'offline', { reason: (error as Error).name });

/** The body, undefined if there is none. Throws `ApiProblem` if it is not JSON, or incomplete. */
export async function json(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    throw unheard(error);
  });
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    throw new ApiProblem(
      response.ok ? 502 : response.status,
      response.status >= 500 ? 'busy' : 'unknown',
    );
  }
}
