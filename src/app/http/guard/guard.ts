import { createHash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { Actor } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { unknownBranch } from '../../domain/model/missing';
import { Identified } from '../../identity/identify';
import { Action, may, whoMay } from '../../identity/policy';
import { Viewer } from '../../ports';
import { ID } from '../../wire/common';
import { HttpDeps } from '../request/deps';
import { fieldErrors, HttpProblem } from '../request/problem';
import { MOST_BYTES, readBytes, readForm, readJson } from '../request/read-body';
import { Call, Route } from '../request/route';
import { addressOf } from './address';
import { idempotencyOf } from './command-headers';
import { printerOf } from './printer-key';
import { demandProof } from './proof';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Path parameters by their names in routes: the form and what is wanted. */
const PARAMS: Readonly<Record<string, readonly [form: RegExp, wants: string]>> = {
  ticket: [UUID, 'a UUID, as the answer that issued the ticket has it'],
  webhook: [UUID, 'a UUID'],
  mail: [UUID, 'a UUID, as the list of reports by mail has it'],
  key: [/^[\w-]{1,100}$/, 'the key that the link has'],
  session: [UUID, 'a UUID, as the list of sessions has it'],
  request: [UUID, 'a UUID, as the list of requests has it'],
  passkey: [UUID, 'a UUID, as the list of passkeys has it'],
  number: [/^[A-Za-z]{1,3}\d{1,6}$/, 'a number such as C01'],
  alert: [/^[\w:.-]{1,200}$/, 'the id of an alert'],
  report: [/^[\w.-]{1,60}$/, 'NAME.csv or NAME.json'],
  face: [
    /^[a-z0-9-]{1,40}\.(css|svg|webmanifest|[0-9a-f]{16}\.png)$/,
    'BRANCH.css, BRANCH.svg or BRANCH.webmanifest; bank for the bank',
  ],
};
export const paramOf = (name: string) =>
  PARAMS[name] ?? ([ID, `the id of a ${name}: 1 to 40 small letters, digits or -`] as const);

export const actorOf = (viewer: Viewer | undefined): Actor =>
  viewer === undefined
    ? { kind: 'customer', id: 'anonymous' }
    : viewer.kind === 'staff'
      ? {
          kind: 'staff',
          id: viewer.staff,
          might: { role: viewer.role, branches: viewer.branches },
        }
      : viewer.kind === 'device'
        ? { kind: viewer.deviceKind, id: viewer.device }
        : { kind: 'customer', id: viewer.ticket };

/** A request as Koa and its router have parsed it. */
interface GuardInput {
  readonly req: IncomingMessage;
  readonly params: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/**
 * Refuses requests that the route does not take, in the order in which a caller can act: where,
 * who, what.
 */
export async function guard(
  deps: HttpDeps,
  route: Route,
  { req: request, params: given, path, query }: GuardInput,
): Promise<Call> {
  checkParams(given);
  // Signing in and enrolling too: another site's page must not sign this browser in as somebody
  // else.
  if (
    changes(request) &&
    request.headers.authorization === undefined &&
    deps.identification.fromElsewhere(request)
  ) {
    throw wrongOrigin(deps, request);
  }
  const address = addressOf(request, deps.viewerAddressHeader);
  const viewer = await identify(deps, route, request, given.branch, address);
  if (route.who !== 'anyone' && route.who !== 'nobody' && route.who !== 'printer') {
    if (!viewer && hasCookieFromElsewhere(deps, request)) throw wrongOrigin(deps, request);
    await authorize(deps, route.who, viewer, given.branch);
  }
  if (given.branch === BANK && !route.ofBank) throw unknownBranch(BANK);
  const body = await bodyOf(route, request);
  const parsed = validate(route.body ?? NO_BODY, body, 'body');
  const parsedQuery = route.query ? validate(route.query, query, 'query') : undefined;
  const actor = actorOf(viewer);
  // Strangers do not share keys: one must not get back what another sent.
  const scope = viewer
    ? actor
    : {
        ...actor,
        id: `anonymous.${createHash('sha256').update(address).digest('base64url').slice(0, 12)}`,
      };
  const header = request.headers['idempotency-key'] as string | undefined;
  const idempotency = route.command
    ? idempotencyOf(
        header,
        scope,
        { route: `${route.method} ${route.path}`, path, body },
        deps.fingerprint,
      )
    : undefined;
  const call: Call = {
    params: given,
    body: parsed as never,
    query: parsedQuery as never,
    viewer: viewer as Viewer,
    actor,
    address,
    request,
    context: (branch = given.branch) => ({ branch, actor, idempotency }),
  };
  await demandProof(deps, route, call);
  return call;
}

const bodyOf = async ({ form, unread, body, method }: Route, request: IncomingMessage) => {
  if (unread) return void (await readBytes(request, MOST_BYTES));
  if (form) return readForm(request);
  return body || method !== 'GET' ? readJson(request) : undefined;
};

const NO_BODY = z.undefined().or(z.strictObject({}));

function checkParams(given: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(given)) {
    const [form, wants] = paramOf(name);
    if (!form.test(value)) {
      throw new HttpProblem(400, 'invalid_id', `${name} in the path has to be ${wants}.`, [
        { field: name, got: value.slice(0, 100), wants },
      ]);
    }
  }
}

/**
 * What a device does for itself: in a browser that is both a kiosk and an advisor's, the kiosk
 * issues.
 */
const DEVICES_FIRST: readonly Route['who'][] = [
  'issue',
  'anyone',
  'print',
  'ask-help',
  'device-word',
];

/**
 * Of those the request can speak for, the one who may do this; otherwise the first, who is then
 * refused.
 */
async function identify(
  deps: HttpDeps,
  { who }: Route,
  request: IncomingMessage,
  branch: string | undefined,
  address: string,
): Promise<Viewer | undefined> {
  if (who === 'nobody') return undefined;
  if (who === 'printer') return printerOf(deps, request, address);
  const found = await deps.identification.identified(request);
  if (!found.length && request.headers.authorization) {
    throw new HttpProblem(
      401,
      'unknown_token',
      'The token in Authorization is unknown or has ended. Sign in, enrol, or take a new ticket.',
      [{ field: 'Authorization', got: 'a token', wants: 'a token that is still good' }],
      { 'WWW-Authenticate': 'Bearer' },
    );
  }
  const action: Action | Ticket = who === 'anyone' ? 'issue' : who;
  const able = ({ viewer }: Identified) =>
    isTicket(action) ? viewer.kind === 'ticket' : may(viewer, action, branch);
  const ordered = DEVICES_FIRST.includes(who)
    ? [...found].sort(
        (a, b) => Number(b.viewer.kind === 'device') - Number(a.viewer.kind === 'device'),
      )
    : found;
  const best = ordered.find(able) ?? found[0];
  if (best?.by === 'cookie' && changes(request) && !deps.identification.sameOrigin(request)) {
    throw wrongOrigin(deps, request);
  }
  return best?.viewer;
}

type Ticket = 'ticket' | 'ticket-look';
const isTicket = (who: Action | Ticket): who is Ticket => who === 'ticket' || who === 'ticket-look';

const hasCookieFromElsewhere = ({ identification }: HttpDeps, request: IncomingMessage) =>
  request.headers.cookie !== undefined && identification.readsFromElsewhere(request);

const changes = ({ method }: IncomingMessage) => method !== 'GET' && method !== 'HEAD';

const wrongOrigin = ({ publicUrl }: HttpDeps, { headers }: IncomingMessage) =>
  new HttpProblem(
    403,
    'wrong_origin',
    'This request came from a page of another site. ' +
      "Use the bank's own page, or a token in Authorization.",
    [
      headers.origin === undefined && headers['sec-fetch-site'] !== undefined
        ? { field: 'Sec-Fetch-Site', got: headers['sec-fetch-site'], wants: 'same-origin' }
        : { field: 'Origin', got: headers.origin?.slice(0, 200) ?? null, wants: publicUrl },
    ],
  );

async function authorize(
  deps: HttpDeps,
  who: Action | Ticket,
  viewer: Viewer | undefined,
  branch: string | undefined,
) {
  if (!viewer) {
    throw new HttpProblem(
      401,
      'sign_in_required',
      isTicket(who)
        ? "Send the ticket's key as Authorization: Ticket <key>."
        : 'Sign in, or enrol the device, and try again.',
      [],
      { 'WWW-Authenticate': isTicket(who) ? 'Ticket' : 'Bearer' },
    );
  }
  if (isTicket(who)) {
    if (viewer.kind !== 'ticket') {
      throw new HttpProblem(
        403,
        'not_allowed',
        'This is for the customer who holds the ticket: send Authorization: Ticket <key>.',
      );
    }
    if (who === 'ticket' && !viewer.acts) {
      throw new HttpProblem(
        403,
        'reading_key',
        'This key was handed out by staff: it shows the ticket and does nothing with it. ' +
          'Ask for it at the branch.',
        [{ field: 'Authorization', got: 'a reading key', wants: "the customer's own key" }],
      );
    }
    return;
  }
  if (may(viewer, who, branch)) return;
  if (branch === undefined || !may(viewer, who)) {
    throw new HttpProblem(
      403,
      'not_allowed',
      `Your role may not do this. Who may: ${whoMay(who)}.`,
    );
  }
  // A branch that does not exist is reported as unknown, not as somebody else's.
  if (branch !== BANK) await deps.operations.directory(branch);
  throw new HttpProblem(403, 'not_your_branch', `You may do this, but not at branch ${branch}.`, [
    { field: 'branch', got: branch, wants: 'a branch of yours' },
  ]);
}

function validate(schema: z.ZodType, value: unknown, what: 'body' | 'query') {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = fieldErrors(result.error, value);
  throw new HttpProblem(
    422,
    `invalid_${what}`,
    `The ${what} has errors; ` +
      `correct ${[...new Set(errors.map(({ field }) => field))].join(', ')}.`,
    errors,
  );
}
