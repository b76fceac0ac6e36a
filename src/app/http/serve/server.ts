import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import { PAGES, PATHS } from '../../../contract';
import { isOurHost, wrongHost } from '../../identity/origin';
import { throughEdge } from '../guard/address';
import { createDeviceLimits } from '../guard/device-limits';
import { actorOf, guard } from '../guard/guard';
import { repeatedHeader, saidTwice } from '../guard/said-once';
import { asksForPage } from '../html/problem-page';
import { bankMark } from '../request/bank-mark';
import { HttpDeps } from '../request/deps';
import { HttpProblem, toProblem } from '../request/problem';
import { Reply } from '../request/route';
import { send, sendProblem, sendProblemPage, serve } from './answer';
import { plainRoutes } from './plain-routes';
import { logRequest } from './request-log';
import { routesOf } from './routes';
import { dataHeaders, pageHeaders } from './security-headers';
import { requireCanonical, spelling } from './spelling';
import { loadPages } from './static-pages';

/** The request handler of the app: API, pages, health, plugins' routes. */
export async function createHttp(
  deps: HttpDeps,
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const { log } = deps;
  const app = new Koa();
  const router = new Router(spelling.router);
  const routes = routesOf(deps);
  const page = await loadPages(deps.pagesFolder);
  const ofData = dataHeaders(deps.secure);
  const ofPages = pageHeaders(deps.publicUrl, deps.secure);

  const withinLimits = createDeviceLimits(deps);

  const mark = bankMark(deps);
  app.use(answerErrors(deps, mark, { ofData, ofPages }));

  app.use((ctx, next) => {
    requireSaidOnce(ctx.req);
    requireOurHost(deps, ctx);
    requireCanonical(ctx.req.url ?? '');
    const file = ctx.method === 'GET' || ctx.method === 'HEAD' ? page(ctx.path) : undefined;
    if (!file) return next();
    ctx.state.route = 'a page';
    if (file.isDocument) ctx.set(ofPages);
    return serve(ctx, file);
  });

  for (const route of routes) {
    const label = `${route.method} ${route.path}`;
    const handle = route.handle as (call: unknown) => Promise<Reply>;
    router.register(
      route.path,
      [route.method],
      async (ctx: Koa.ParameterizedContext & { params: Record<string, string> }) => {
        ctx.state.route = label;
        ctx.state.routine = route.routine;
        const call = await guard(deps, route, ctx);
        await withinLimits(route, call);
        if (call.viewer) ctx.state.who = Object.values(actorOf(call.viewer)).join(':');
        send(ctx, await handle(call));
      },
    );
  }
  plainRoutes(router, deps, mark, routes);
  app.use(router.routes());

  // Errors that reach Koa itself happen while an answer is written: the client is gone.
  app.on('error', (error: Error) =>
    log.debug({ error: error.message }, 'an answer could not be delivered'),
  );
  const handle = app.callback();
  return (request, response) => {
    void handle(request, response);
  };
}

function requireSaidOnce(request: IncomingMessage): void {
  const field = repeatedHeader(request);
  if (field === undefined) return;
  const { status, code, detail } = saidTwice(field);
  throw new HttpProblem(status, code, detail, [{ field, got: 'several', wants: 'one' }]);
}

/**
 * Not for health checks, which a balancer requests by address, nor for files through the edge:
 * where it may also take them from a bucket, it requests them by the origin's name.
 */
function requireOurHost(
  { publicUrl, viewerAddressHeader }: HttpDeps,
  { req, path }: Koa.Context,
): void {
  const { host } = req.headers;
  if (isOurHost(host, publicUrl) || path.startsWith('/health/')) return;
  const file = path.startsWith(PATHS.assets) || PAGES.some((page) => page === path);
  if (file && throughEdge(req, viewerAddressHeader)) return;
  const { got, wants, detail } = wrongHost(host, publicUrl);
  throw new HttpProblem(421, 'wrong_host', detail, [{ field: 'Host', got, wants }]);
}

type Headers = Record<'ofData' | 'ofPages', ReturnType<typeof dataHeaders>>;

/** Every request gets an id, a log line and an answer, whatever happens to it further on. */
function answerErrors(
  { log, answered, clock }: HttpDeps,
  mark: ReturnType<typeof bankMark>,
  { ofData, ofPages }: Headers,
): Koa.Middleware {
  return async (ctx, next) => {
    const began = performance.now();
    const requestId = randomUUID();
    ctx.state.requestId = requestId;
    ctx.set(ofData);
    ctx.set('X-Request-Id', requestId);
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) {
        throw notFound(ctx.method, ctx.path, ctx.matched as unknown as Matched | undefined);
      }
    } catch (error) {
      const answer = toProblem(error, log, requestId);
      ctx.state.code = answer.problem.code;
      const asPage = asksForPage(ctx.method, ctx.path, ctx.headers.accept);
      if (asPage) ctx.set(ofPages);
      if (asPage) sendProblemPage(ctx, answer, await mark());
      else sendProblem(ctx, answer);
    }
    // pages without a socket set their clock by it
    if (!ctx.headerSent) ctx.set('Date', new Date(clock()).toUTCString());
    answered?.(ctx.status, ctx.state.route as string | undefined);
    logRequest(log, ctx, performance.now() - began);
  };
}

type Matched = readonly { readonly methods: readonly string[] }[];

function notFound(method: string, path: string, matched: Matched | undefined) {
  const methods = [...new Set((matched ?? []).flatMap((layer) => layer.methods))];
  return methods.length && !methods.includes(method)
    ? new HttpProblem(
        405,
        'method_not_allowed',
        `This path does not support ${method}; it supports ${methods.join(', ')}.`,
        [{ field: 'method', got: method, wants: methods.join(', ') }],
        { Allow: methods.join(', ') },
      )
    : new HttpProblem(
        404,
        'not_found',
        'There is nothing at this path. /api lists what there is.',
        [{ field: 'path', got: path.slice(0, 200), wants: 'a path listed at /api' }],
      );
}
