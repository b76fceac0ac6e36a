import { IncomingMessage } from 'node:http';
import { HttpProblem } from './problem';

/** Bytes of a JSON body: the largest command is a settings page. */
export const MOST_BYTES = 64 * 1024;

/** Reads at most `most` bytes; a longer body is refused without being read. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = (bytes: number) => new HttpProblem(413, 'body_too_large', `The body may have ${most} bytes at most.`, [{ field: 'body', got: `${bytes} bytes or more`, wants: `${most} bytes at most` }], { Connection: 'close' });
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > most) throw tooLarge(declared);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) throw tooLarge(bytes);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

/** The JSON of a body; an empty one is undefined. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request, MOST_BYTES);
  if (!bytes.length) return undefined;
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new HttpProblem(415, 'unsupported_media_type', 'Send JSON with Content-Type: application/json.', [{ field: 'Content-Type', got: type || null, wants: 'application/json' }]);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpProblem(400, 'malformed_json', 'The body is not UTF-8 text.', [{ field: 'body', got: `${bytes.length} bytes`, wants: 'JSON in UTF-8' }]);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    throw new HttpProblem(400, 'malformed_json', `The body is not JSON${position ? `: it breaks off or goes wrong at character ${position}` : ''}.`, [{ field: 'body', got: `${text.length} characters`, wants: 'one JSON object' }]);
  }
}
