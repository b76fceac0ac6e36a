import { isForDevices } from '../../identity/policy';
import { Route } from '../request/route';

/** Statuses of problems, and what each means; the code in the body is more precise. */
const MEANS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read: its path, its JSON or a header',
  401: 'Nobody is signed in, or what was sent is nobody’s',
  403: 'Not allowed to whoever asks, or sent by a page of another site',
  404: 'There is no such thing, or no longer',
  409: 'Not possible as things are now',
  412: 'It was changed since it was read: read it again',
  413: 'The body is too large',
  415: 'In a form that is not taken here',
  421: 'For another host',
  422: 'A member of the body or the query is wrong, or the key was used for another body',
  428: '`If-Match` is missing',
  429: 'Too often: come back after `Retry-After`',
  503: 'Not now: come back after `Retry-After`',
};
const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds', schema: { type: 'string', pattern: '^\\d+$' } },
};

/** Which problems a route may answer. */
function statusesOf({ method, who, versioned, query, media, refuses }: Route): readonly number[] {
  const reads = method === 'GET';
  const open = who === 'nobody' || who === 'anyone';
  return [
    ...[400, 401, 404, 421, 503],
    ...(reads && open ? [] : [403]),
    ...(reads ? [] : [409, 413, 415, 422, 429]),
    ...(reads && refuses ? [409] : []),
    ...(reads && query ? [422] : []),
    ...(reads && media ? [415] : []),
    ...(reads && (who === 'printer' || isForDevices(who)) ? [429] : []),
    ...(versioned === 'written' ? [412, 428] : versioned === 'inside' ? [412] : []),
  ].sort((a, b) => a - b);
}

const content = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};
const answer = (status: number) => ({
  description: MEANS[status],
  ...(status === 429 || status === 503 ? { headers: RETRY_AFTER } : {}),
  content,
});

export const problemsOf = (route: Route): Readonly<Record<string, object>> =>
  Object.fromEntries(statusesOf(route).map((status) => [String(status), answer(status)]));

/** The socket, as a path: the request that opens it. Its frames are among the schemas. */
export const socketPath = (views: readonly string[]): object => ({
  get: {
    operationId: 'getLive',
    summary: 'A live view, over a WebSocket',
    description:
      'An upgrade to a WebSocket. The cookie of a session or a device opens it, with a matching ' +
      'Origin; or a token in Authorization; or a ticket’s key as Sec-WebSocket-Protocol. Frames: ' +
      'SnapshotFrame and EventsFrame (floor), DisplayFrame, AdvisorFrame, TicketFrame.',
    tags: ['Live'],
    'x-who': ['anybody'],
    security: [{ session: [] }, { device: [] }, { bearer: [] }, { ticket: [] }],
    parameters: [
      ['branch', true, { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$' }],
      ['view', true, { type: 'string', enum: views }],
      ['since', false, { type: 'string', pattern: '^\\d{0,15}$' }],
      ['epoch', false, { type: 'string', maxLength: 100 }],
    ].map(([name, required, schema]) => ({ name, in: 'query', required, schema })),
    responses: {
      101: { description: 'The socket is open' },
      ...Object.fromEntries([400, 401, 403, 404, 421, 503].map((each) => [each, answer(each)])),
    },
  },
});
