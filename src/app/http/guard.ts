import { createHash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { Actor } from '../domain/actor';
import { may } from '../identity/policy';
import { Viewer } from '../ports';
import { idempotencyOf } from './command-headers';
import { HttpParts } from './parts';
import { fieldErrors, HttpProblem } from './problem';
import { readJson } from './read-body';
import { Call, Route } from './route';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ID = /^[a-z0-9-]{1,40}$/;
const params: Readonly<Record<string, readonly [RegExp, string]>> = {
  ticket: [UUID, 'a UUID, as the answer that issued the ticket has it'],
  webhook: [UUID, 'a UUID'],
  number: [/^[A-Za-z]{1,3}\d{1,6}$/, 'a number such as C01'],
  alert: [/^[\w:.-]{1,200}$/, 'the id of an alert'],
  report: [/^[\w.-]{1,60}$/, 'NAME.csv or NAME.json'],
};

export const actorOf = (viewer: Viewer | undefined): Actor => (viewer === undefined ? { kind: 'customer', id: 'anonymous' }
  : viewer.kind === 'staff' ? { kind: 'staff', id: viewer.staff }
    : viewer.kind === 'device' ? { kind: viewer.deviceKind, id: viewer.device } : { kind: 'customer', id: viewer.ticket });

/** From the edge's header where the deployment names one, else the socket's. */
export const addressOf = (request: IncomingMessage, header: string | undefined) => {
  const given = header ? request.headers[header] : undefined;
  return (typeof given === 'string' && given ? given : request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
};

/** A request that is not what the route takes is refused here, in the order a caller can act on: who, where, what. */
export async function guard(parts: HttpParts, route: Route, request: IncomingMessage, given: Readonly<Record<string, string>>, path: string, query: Readonly<Record<string, unknown>>): Promise<Call> {
  for (const [name, value] of Object.entries(given)) {
    const [pattern, wants] = params[name] ?? [ID, `the id of a ${name}`];
    if (!pattern.test(value)) throw new HttpProblem(400, 'invalid_id', `${name} in the path has to be ${wants}.`, [{ field: name, got: value.slice(0, 100), wants }]);
  }
  const viewer = await identify(parts, route, request, given.branch);
  authorize(route, viewer, given.branch);
  const body = route.body || route.method !== 'GET' ? await readJson(request) : undefined;
  const parsed = validate(route.body ?? z.undefined().or(z.strictObject({})), body, 'body');
  const parsedQuery = route.query ? validate(route.query, query, 'query') : undefined;
  const actor = actorOf(viewer);
  const address = addressOf(request, parts.viewerAddressHeader);
  const scope = viewer ? actor : { ...actor, id: `anonymous.${createHash('sha256').update(address).digest('base64url').slice(0, 12)}` };
  const idempotency = route.command ? idempotencyOf(request.headers['idempotency-key'] as string | undefined, scope, `${route.method} ${route.path}`, path, body) : undefined;
  return {
    params: given, body: parsed as never, query: parsedQuery as never, viewer: viewer as Viewer, actor, address, request,
    asked: (branch = given.branch) => ({ branch, actor, idempotency }),
  };
}

/** Of those the request can speak for, the one who may do this; else the first, to be told no. */
async function identify(parts: HttpParts, { who }: Route, request: IncomingMessage, branch: string | undefined): Promise<Viewer | undefined> {
  const found = await parts.identification.identified(request);
  if (!found.length && request.headers.authorization) {
    throw new HttpProblem(401, 'unknown_token', 'The token in Authorization is unknown or has ended. Sign in, enrol, or take a new ticket.', [{ field: 'Authorization', got: 'a token', wants: 'a token that is still good' }], { 'WWW-Authenticate': 'Bearer' });
  }
  const action = who === 'anyone' ? 'issue' : who;
  const best = found.find(({ viewer }) => (action === 'ticket' ? viewer.kind === 'ticket' : may(viewer, action, branch))) ?? found[0];
  if (best?.by === 'cookie' && request.method !== 'GET' && !parts.identification.sameOrigin(request)) {
    throw new HttpProblem(403, 'wrong_origin', 'This request came from a page of another site. Use the bank\'s own page, or a token in Authorization.', [{ field: 'Origin', got: request.headers.origin ?? null, wants: parts.publicUrl }]);
  }
  return best?.viewer;
}

function authorize(route: Route, viewer: Viewer | undefined, branch: string | undefined) {
  if (route.who === 'anyone') return;
  if (!viewer) {
    throw new HttpProblem(401, 'sign_in_required', route.who === 'ticket' ? 'Send the ticket\'s key as Authorization: Ticket <key>.' : 'Sign in, or enrol the device, and try again.', [], { 'WWW-Authenticate': route.who === 'ticket' ? 'Ticket' : 'Bearer' });
  }
  if (route.who === 'ticket') {
    if (viewer.kind !== 'ticket') throw new HttpProblem(403, 'not_allowed', 'This is for the customer who holds the ticket: send Authorization: Ticket <key>.');
    return;
  }
  if (may(viewer, route.who, branch)) return;
  const anywhere = may(viewer, route.who);
  throw new HttpProblem(403, 'not_allowed', anywhere ? `You may do this, but not at branch ${branch}.` : 'Your role may not do this. Ask somebody whose role may, or an administrator.',
    anywhere ? [{ field: 'branch', got: branch, wants: 'a branch of yours' }] : []);
}

function validate(schema: z.ZodType, value: unknown, what: 'body' | 'query') {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HttpProblem(422, `invalid_${what}`, `The ${what} is not what this takes: ${result.error.issues.length} field${result.error.issues.length > 1 ? 's' : ''} to correct.`, fieldErrors(result.error, value));
}
