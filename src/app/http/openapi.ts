import { z } from 'zod';
import { Route } from './route';

/** OpenAPI 3.1 from the validators: what is documented is what is checked. */
export function openapi(routes: readonly Route[], publicUrl: string, frames: Readonly<Record<string, z.ZodType>> = {}): object {
  const schema = (type: z.ZodType, io: 'input' | 'output') => {
    const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Record<string, unknown>;
    return rest;
  };
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
    const query = route.query ? schema(route.query, 'input') as { properties?: Record<string, object>; required?: string[] } : {};
    const inQuery = Object.entries(query.properties ?? {}).map(([name, each]) => ({ name, in: 'query', required: query.required?.includes(name) ?? false, schema: each }));
    const headers = route.command ? [{ name: 'Idempotency-Key', in: 'header', required: true, description: 'A new UUID for a new command, the same one to repeat it', schema: { type: 'string', minLength: 16, maxLength: 128 } }] : [];
    (paths[path] ??= {})[route.method.toLowerCase()] = {
      operationId: `${route.method.toLowerCase()}${route.path.replace(/[^a-zA-Z]+(\w?)/g, (_, c: string) => c.toUpperCase())}`,
      summary: route.summary,
      tags: [route.tag],
      security: route.who === 'anyone' ? [] : route.who === 'ticket' ? [{ ticket: [] }] : [{ bearer: [] }, { session: [] }, { device: [] }],
      ...(inPath.length + inQuery.length + headers.length ? { parameters: [...inPath, ...inQuery, ...headers] } : {}),
      ...(route.body ? { requestBody: { required: !route.body.safeParse(undefined).success, content: { 'application/json': { schema: schema(route.body, 'input') } } } } : {}),
      responses: {
        ...Object.fromEntries(Object.entries(route.answers).map(([status, type]) => [status, { description: status === '204' ? 'Nothing to say' : 'Done', ...(type ? { content: { 'application/json': { schema: schema(type, 'output') } } } : {}) }])),
        default: { description: 'A problem: what is the matter, which fields, and the way out', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Ticketero', version: '1', description: 'Take, call and serve tickets in bank branches. Live views: GET /live?branch=&view=display|floor|advisor|ticket&since=&epoch= (WebSocket); its frames are below.' },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'Token of a session or a device' },
        session: { type: 'apiKey', in: 'cookie', name: 'ticketero_session' },
        device: { type: 'apiKey', in: 'cookie', name: 'ticketero_device' },
        ticket: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Ticket <key>`' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string' },
            errors: { type: 'array', items: { type: 'object', required: ['field', 'wants'], properties: { field: { type: 'string' }, got: {}, wants: { type: 'string' } } } },
          },
        },
        ...Object.fromEntries(Object.entries(frames).map(([name, type]) => [name, schema(type, 'output')])),
      },
    },
  };
}
