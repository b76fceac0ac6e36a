import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import { PATHS } from '../../contract';
import { apiCss, apiPage } from './api-page';
import { demoSignIn } from './demo';
import { addressOf, guard } from './guard';
import { openapi } from './openapi';
import { HttpParts } from './parts';
import { HttpProblem, toProblem } from './problem';
import { readBytes } from './read-body';
import { Reply, Route } from './route';
import { routesOf } from './routes';
import { loadPages, StaticFile } from './static-pages';
import { frameSchemas } from './frame-schemas';

const security: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(self), serial=(self)',
};

/** The request handler of the app: API, pages, health, plugins' routes. */
export async function createHttp(parts: HttpParts): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const app = new Koa();
  const routes = routesOf(parts);
  const page = await loadPages(parts.pagesFolder);
  const router = new Router();

  app.use(async (ctx, next) => {
    const requestId = randomUUID();
    ctx.state.requestId = requestId;
    ctx.set(security);
    if (parts.secure) ctx.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw notFound(ctx.method, ctx.path, ctx.matched as unknown as { methods: string[] }[] | undefined);
    } catch (error) {
      const { status, problem, headers } = toProblem(error, parts.log, requestId);
      ctx.status = status;
      ctx.set(headers);
      ctx.type = 'application/problem+json';
      ctx.body = JSON.stringify(problem);
    }
    parts.answered?.(ctx.status);
  });

  app.use(async (ctx, next) => {
    const file = ctx.method === 'GET' || ctx.method === 'HEAD' ? page(ctx.path) : undefined;
    if (file) return serve(ctx, file);
    return next();
  });

  for (const route of routes) {
    router.register(route.path, [route.method], async (ctx: Koa.ParameterizedContext & { params: Record<string, string> }) => {
      const call = await guard(parts, route, ctx.req, ctx.params, ctx.path, ctx.query);
      send(ctx, await (route.handle as (call: unknown) => Promise<Reply>)(call));
    });
  }
  plain(router, parts, routes);
  app.use(router.routes());
  const handle = app.callback();
  return (request, response) => { void handle(request, response); };
}

/** Routes that carry no command: health, documentation, plugins' own. */
function plain(router: Router, parts: HttpParts, routes: readonly Route[]) {
  const document = JSON.stringify(openapi(routes, parts.publicUrl, frameSchemas));
  const html = apiPage(routes);
  router.get(PATHS.live, (ctx) => { ctx.body = { status: 'ok' }; });
  router.get(PATHS.ready, async (ctx) => {
    const { ready, why } = await parts.ready();
    ctx.status = ready ? 200 : 503;
    ctx.body = ready ? { status: 'ready' } : { status: 'not ready', why };
  });
  router.get(PATHS.openapi, (ctx) => {
    ctx.type = 'application/json';
    ctx.body = document;
  });
  router.get('/api', (ctx) => {
    ctx.type = 'text/html; charset=utf-8';
    ctx.body = html;
  });
  router.get('/api.css', (ctx) => {
    ctx.type = 'text/css; charset=utf-8';
    ctx.body = apiCss;
  });
  if (parts.demo) router.get('/sign-in/demo', async (ctx) => send(ctx, await demoSignIn(parts, ctx.query, addressOf(ctx.req, undefined))));
  for (const route of parts.pluginRoutes) {
    router.register(`/${route.path.replace(/^\//, '')}`, [route.method], async (ctx: Koa.ParameterizedContext) => {
      const headers = Object.fromEntries(Object.entries(ctx.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
      const answer = await route.handle({ headers, body: await readBytes(ctx.req, route.maxBytes) });
      send(ctx, { status: answer.status, body: answer.body });
    });
  }
}

function send(ctx: Koa.ParameterizedContext, { status, body, headers, text }: Reply) {
  ctx.status = status;
  for (const [name, value] of Object.entries(headers ?? {})) ctx.set(name, value as string);
  ctx.set('Cache-Control', 'no-store');
  if (text) {
    ctx.type = text.type;
    ctx.body = text.content;
  } else if (body === undefined) {
    ctx.body = null;
    ctx.status = status;
  } else {
    ctx.type = 'application/json';
    ctx.body = JSON.stringify(body);
  }
}

function serve(ctx: Koa.Context, file: StaticFile) {
  ctx.set('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.set('Vary', 'Accept-Encoding');
  ctx.set('ETag', file.etag);
  if (ctx.headers['if-none-match'] === file.etag) {
    ctx.status = 304;
    return;
  }
  const encoding = file.br ? ctx.acceptsEncodings('br', 'gzip', 'identity') : 'identity';
  if (encoding === 'br' || encoding === 'gzip') ctx.set('Content-Encoding', encoding);
  ctx.status = 200;
  ctx.type = file.type;
  ctx.body = (encoding === 'br' ? file.br : encoding === 'gzip' ? file.gzip : undefined) ?? file.body;
}

function notFound(method: string, path: string, matched: readonly { readonly methods: readonly string[] }[] | undefined) {
  const methods = [...new Set((matched ?? []).flatMap((layer) => layer.methods))];
  return methods.length && !methods.includes(method)
    ? new HttpProblem(405, 'method_not_allowed', `${method} is not something this path takes; it takes ${methods.join(', ')}.`, [{ field: 'method', got: method, wants: methods.join(', ') }], { Allow: methods.join(', ') })
    : new HttpProblem(404, 'not_found', 'There is nothing at this path. /api lists what there is.', [{ field: 'path', got: path.slice(0, 200), wants: 'a path listed at /api' }]);
}
