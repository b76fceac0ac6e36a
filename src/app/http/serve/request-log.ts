import Koa from 'koa';
import { Log } from '../../ports';

/** What a handler has learned about its request, for the log and for answers. */
interface RequestState {
  requestId: string;
  /**
   * The route's pattern, never the path: ids, numbers and a plugin's secret path stay out of the
   * log.
   */
  route?: string;
  /** `kind:id` of who asked. */
  who?: string;
  /** Asked every few seconds: see `Route`. */
  routine?: true;
  /** The code of a refusal. */
  code?: string;
}

/**
 * One line per request: commands and failures at `info`; reads, polls and files at `debug`. It
 * contains no headers, query, body or address.
 */
export function logRequest(log: Log, ctx: Koa.ParameterizedContext, ms: number) {
  const { requestId, route, who, routine, code } = ctx.state as RequestState;
  const line = {
    requestId,
    method: ctx.method,
    route: route ?? 'none',
    status: ctx.status,
    ms: Math.round(ms * 10) / 10,
    ...(who ? { who } : {}),
    ...(code ? { problem: code } : {}),
  };
  const isQuiet = ctx.method === 'GET' || ctx.method === 'HEAD' || routine;
  if (isQuiet && ctx.status < 400) log.debug(line, 'request');
  else log.info(line, 'request');
}
