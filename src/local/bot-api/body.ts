import { IncomingMessage } from 'node:http';
import { bad, Params } from './types';

const MOST_BYTES = 1_000_000;

/** Parameters of a call: the query string, overridden by a JSON or form body. */
export async function readParams(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Params> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw bad('request is too big');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  const given = Object.fromEntries(query);
  if (body === '') return given;
  const type = request.headers['content-type'] ?? '';
  if (type.includes('application/x-www-form-urlencoded')) {
    return { ...given, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  try {
    return { ...given, ...(JSON.parse(body) as object) };
  } catch (error) {
    if (error instanceof SyntaxError) throw bad("can't parse request parameters JSON object");
    throw error;
  }
}
