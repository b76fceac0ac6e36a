import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import Router from '@koa/router';
import { PATHS } from '../../../contract';
import { webhookDelivery } from '../../wire/facts';
import { frames } from '../../wire/frames';
import { apiCss, apiPage } from '../docs/api-page';
import { openapi } from '../docs/openapi';
import { addressOf } from '../guard/address';
import { personCss } from '../html/person-page';
import { startPage } from '../html/start-page';
import { bankDoors } from '../request/bank-doors';
import { bankMark } from '../request/bank-mark';
import { HttpDeps } from '../request/deps';
import { readBytes } from '../request/read-body';
import { Route } from '../request/route';
import { send } from './answer';
import { demoSignIn } from './demo';
import { pageHeaders } from './security-headers';

const unpack = promisify(gunzip);
/** More than a megabyte that hardly anybody asks for, kept compressed to a twentieth. */
function packed(text: string): () => Promise<string> {
  const kept = gzipSync(text);
  return async () => (await unpack(kept)).toString();
}

/** Routes that carry no command: health, documentation, the list of pages, plugins' own. */
export function plainRoutes(
  router: Router,
  deps: HttpDeps,
  mark: ReturnType<typeof bankMark>,
  routes: readonly Route[],
) {
  const ofPages = pageHeaders(deps.publicUrl, deps.secure);
  const get = (path: string, type: string, content: string | (() => Promise<string>)) =>
    router.get(path, async (ctx) => {
      ctx.state.route = path;
      if (type.startsWith('text/html')) ctx.set(ofPages);
      ctx.set('Cache-Control', 'no-cache');
      ctx.type = type;
      ctx.body = typeof content === 'string' ? content : await content();
    });
  const doors = bankDoors(deps);
  get('/', 'text/html; charset=utf-8', async () =>
    startPage(...(await Promise.all([mark(), doors()]))),
  );
  get('/start.css', 'text/css; charset=utf-8', personCss);
  const beside = { ...frames, WebhookDelivery: webhookDelivery };
  const document = openapi(routes, deps.publicUrl, beside, PATHS.socket);
  get('/api', 'text/html; charset=utf-8', packed(apiPage(routes, document)));
  get('/api.css', 'text/css; charset=utf-8', apiCss);
  get(PATHS.openapi, 'application/json', packed(JSON.stringify(document)));

  router.get(PATHS.live, (ctx) => {
    ctx.state.route = PATHS.live;
    send(ctx, { status: 200, body: { status: 'ok' } });
  });
  router.get(PATHS.ready, async (ctx) => {
    ctx.state.route = PATHS.ready;
    const { ready, why } = await deps.ready();
    send(
      ctx,
      ready
        ? { status: 200, body: { status: 'ready' } }
        : { status: 503, body: { status: 'not ready', why } },
    );
  });
  if (deps.demo) {
    router.get('/sign-in/demo', async (ctx) => {
      ctx.state.route = '/sign-in/demo';
      send(ctx, await demoSignIn(deps, ctx.query, addressOf(ctx.req, undefined)));
    });
  }
  for (const route of deps.pluginRoutes) {
    router.register(`/${route.path.replace(/^\//, '')}`, [route.method], async (ctx) => {
      ctx.state.route = "a plugin's";
      const headers = Object.fromEntries(
        Object.entries(ctx.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : value,
        ]),
      );
      const answer = await route.handle({
        headers,
        body: await readBytes(ctx.req, route.maxBytes),
      });
      send(ctx, { status: answer.status, body: answer.body });
    });
  }
}
