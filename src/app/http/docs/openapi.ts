import { z } from 'zod';
import { cookieName, DEVICE_COOKIE, SESSION_COOKIE } from '../../identity/cookies';
import { allowed } from '../../identity/policy';
import { viewName } from '../../wire/enums';
import { problem } from '../../wire/problem';
import { paramOf } from '../guard/guard';
import { mayAskProof } from '../guard/proof';
import { Route } from '../request/route';
import { problemsOf, socketPath } from './problems';

type Schema = Readonly<Record<string, unknown>>;

const ANY_PROBLEM = {
  description: 'A problem: what is wrong, which fields, and what to do',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const descriptionOf = (route: Route) =>
  `Who: ${whoOf(route).join(', ')}.` +
  (mayAskProof(route) ? ' May answer 403 `proof_required`: see POST /api/sessions/proof.' : '');

/**
 * OpenAPI 3.1 from the validators: what is documented is what is checked. `beside` has shapes that
 * no route takes or answers, by name; `socket` is the path of live views.
 */
export function openapi(
  routes: readonly Route[],
  publicUrl: string,
  beside: Readonly<Record<string, z.ZodType>> = {},
  socket = '/live',
): object {
  const secure = publicUrl.startsWith('https:');
  const named: Record<string, unknown> = {};
  /** A schema; those with a name of their own go to the components and are referred to. */
  const schema = (type: z.ZodType, io: 'input' | 'output'): Schema => {
    const {
      $schema: _,
      $defs = {},
      ...rest
    } = referred(z.toJSONSchema(type, { io, unrepresentable: 'any' })) as {
      readonly $schema?: string;
      readonly $defs?: object;
    };
    Object.assign(named, $defs);
    return rest;
  };
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const { method, summary, tag, body } = route;
    const inputs = parameters(route, schema);
    (paths[path] ??= {})[method.toLowerCase()] = {
      operationId: operationId(route),
      summary,
      description: descriptionOf(route),
      tags: [tag],
      'x-who': whoOf(route),
      security: securityOf(route),
      ...(inputs.length ? { parameters: inputs } : {}),
      ...(body
        ? {
            requestBody: {
              required: !body.safeParse(undefined).success,
              content: takenAs(schema(body, 'input'), route),
            },
          }
        : {}),
      responses: {
        ...Object.fromEntries(
          Object.entries(route.answers).map(([status, type]) => [
            status,
            {
              description: type ? 'Done' : 'Done; no body',
              ...(type ? { content: contentOf(schema(type, 'output'), route) } : {}),
              ...(route.versioned && route.versioned !== 'inside' ? { headers: ETAG } : {}),
            },
          ]),
        ),
        ...problemsOf(route),
        default: ANY_PROBLEM,
      },
    };
  }
  schema(problem, 'output');
  const besideSchemas = Object.fromEntries(
    Object.entries(beside).map(([name, type]) => [name, schema(type, 'output')]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ticketero',
      version: '1',
      description:
        'Take, call and serve tickets in bank branches. Live views are on a WebSocket: ' +
        'GET /live?branch=&view=display|floor|advisor|ticket&since=&epoch=, ' +
        'with a session or device cookie and a matching Origin, ' +
        "or a ticket's key as Sec-WebSocket-Protocol. Its frames are among the schemas: " +
        'SnapshotFrame and EventsFrame (floor), DisplayFrame, AdvisorFrame, TicketFrame.',
    },
    servers: [{ url: publicUrl }],
    paths: { ...paths, [socket]: socketPath(viewName.options) },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'Token of a session or a device' },
        session: { type: 'apiKey', in: 'cookie', name: cookieName(SESSION_COOKIE, secure) },
        device: { type: 'apiKey', in: 'cookie', name: cookieName(DEVICE_COOKIE, secure) },
        printer: { type: 'http', scheme: 'basic', description: "A printer's id and its key" },
        ticket: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Ticket <key>`',
        },
      },
      schemas: { ...named, ...besideSchemas },
    },
  };
}

/** Roles and kinds of device that a route is for. */
export const whoOf = ({ who }: Route): readonly string[] =>
  who === 'ticket' || who === 'ticket-look'
    ? ['customer']
    : who === 'printer'
      ? ['printer']
      : who === 'anyone' || who === 'nobody'
        ? ['anybody']
        : allowed[who];

const securityOf = ({ who }: Route) =>
  who === 'nobody'
    ? []
    : who === 'ticket' || who === 'ticket-look'
      ? [{ ticket: [] }]
      : who === 'printer'
        ? [{ printer: [] }]
        : [{ bearer: [] }, { session: [] }, { device: [] }, ...(who === 'anyone' ? [{}] : [])];

function parameters(
  route: Route,
  schema: (type: z.ZodType, io: 'input') => Schema,
): readonly object[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => {
    const [form, wants] = paramOf(name);
    return {
      name,
      in: 'path',
      required: true,
      description: wants,
      schema: { type: 'string', pattern: form.source },
    };
  });
  const query = route.query
    ? (schema(route.query, 'input') as {
        readonly properties?: Record<string, object>;
        readonly required?: readonly string[];
      })
    : {};
  const inQuery = Object.entries(query.properties ?? {}).map(([name, each]) => ({
    name,
    in: 'query',
    required: query.required?.includes(name) ?? false,
    schema: each,
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'A new UUID for a new command, the same one to repeat it',
    schema: { type: 'string', minLength: 1, maxLength: 128 },
  };
  const match = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The ETag as it was read: nobody’s change is overwritten unseen',
    schema: { type: 'string', pattern: '^"\\d+"$' },
  };
  return [
    ...inPath,
    ...inQuery,
    ...(route.command ? [key] : []),
    ...(route.versioned === 'written' ? [match] : []),
  ];
}

/** For resources that are read to be written again. */
const ETAG = {
  ETag: { description: 'Its version, for `If-Match`', schema: { type: 'string' } },
};

const takenAs = (schema: Schema, { form }: Route) => ({
  ...(form ? { 'application/x-www-form-urlencoded': { schema } } : {}),
  'application/json': { schema },
});

const WORKBOOK = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    schema: { type: 'string', format: 'binary' },
  },
};

function contentOf(schema: Schema, { path, media }: Route) {
  if (media) return Object.fromEntries(media.map((each) => [each, { schema }]));
  if (path.endsWith('.xlsx')) return WORKBOOK;
  return {
    'application/json': { schema },
    ...(path.endsWith('/:report')
      ? { 'text/csv': { schema: { type: 'string' } }, ...WORKBOOK }
      : {}),
  };
}

/** The method and the path in camel case: `getApiBranchesBranchTickets`. */
const operationId = ({ method, path }: Route) =>
  method.toLowerCase() + path.replace(/[^a-zA-Z]+(\w?)/g, (_, c: string) => c.toUpperCase());

/** Named schemas live among the document's components. */
const referred = (schema: object): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
