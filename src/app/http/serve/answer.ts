import { Readable } from 'node:stream';
import Koa from 'koa';
import type { Mark } from '../../domain/model/face-page';
import { problemPage } from '../html/problem-page';
import { Answer } from '../request/problem';
import { MOST_BYTES } from '../request/read-body';
import { Reply } from '../request/route';
import { StaticFile } from './static-pages';

type Context = Koa.ParameterizedContext;

export function send(ctx: Context, { status, body, headers, text, bytes, stream }: Reply) {
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers ?? {})) ctx.set(name, value as string);
  // A plugin's route only answers a status.
  if (status === 503 && !ctx.response.get('Retry-After')) ctx.set('Retry-After', '1');
  if (text) {
    ctx.type = text.type;
    ctx.body = text.content;
  } else if (stream) {
    ctx.type = stream.type;
    ctx.body = Readable.from(stream.parts);
  } else if (bytes) {
    ctx.set('Content-Type', bytes.type);
    ctx.body = bytes.content;
  } else if (body === undefined) {
    ctx.body = null;
    ctx.status = status;
  } else {
    ctx.type = 'application/json';
    ctx.body = JSON.stringify(body);
  }
}

export function sendProblem(ctx: Context, { status, problem, headers }: Answer) {
  ctx.status = status;
  ctx.set(headers);
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'application/problem+json';
  ctx.body = JSON.stringify(problem);
  if (isStillComing(ctx)) hangUp(ctx, ctx.body as string);
}

/** The same problem to a person, whose browser would show JSON as it is. */
export function sendProblemPage(
  ctx: Context,
  { status, problem, headers }: Answer,
  mark: Mark | undefined,
) {
  ctx.status = status;
  ctx.set(headers);
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'text/html; charset=utf-8';
  // never another origin: a path that begins with two slashes would be one
  ctx.body = problemPage(problem, mark, ctx.url.replace(/^\/+/, '/'));
}

/** A body that is too long, or of unknown length, is still arriving. */
function isStillComing({ req }: Context): boolean {
  return (
    !req.complete &&
    (req.headers['transfer-encoding'] !== undefined ||
      Number(req.headers['content-length'] ?? 0) > MOST_BYTES)
  );
}

/**
 * How much of an unwanted body is read and dropped, and for how long, before the connection is cut,
 * so that a client that sends everything before reading still sees its answer.
 */
const SPARE_BYTES = 16 * 1024 * 1024;
const SPARE_MS = 2000;

/**
 * The whole answer goes out at once, and the connection ends soon after: closing it with unread
 * bytes would make the network drop the answer.
 */
function hangUp(ctx: Context, text: string) {
  const { req, res } = ctx;
  ctx.respond = false;
  res.setHeader('Connection', 'close');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.write(text);
  const timer = setTimeout(() => end(), SPARE_MS);
  const end = () => {
    clearTimeout(timer);
    res.end();
  };
  let thrown = 0;
  req.on('data', (chunk: Buffer) => {
    thrown += chunk.length;
    if (thrown > SPARE_BYTES) req.pause();
  });
  req.once('end', end);
  req.once('close', end);
  req.resume();
}

export async function serve(ctx: Context, file: StaticFile) {
  ctx.set('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.set('Vary', 'Accept-Encoding');
  ctx.set('ETag', file.etag);
  if (ctx.headers['if-none-match'] === file.etag) {
    ctx.status = 304;
    return;
  }
  // Browsers accept both without a preference; we prefer the smaller.
  const encoding = (['br', 'gzip'] as const).find(
    (each) => file[each] && ctx.acceptsEncodings(each),
  );
  if (encoding) ctx.set('Content-Encoding', encoding);
  ctx.status = 200;
  ctx.type = file.type;
  const body = typeof file.body === 'function' ? await file.body() : file.body;
  ctx.body = (encoding && file[encoding]) ?? body;
}
