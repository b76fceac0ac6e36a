import { isUtf8 } from 'node:buffer';
import { IncomingMessage } from 'node:http';
import { Gone } from './gone';
import { jsonFault } from './json-fault';
import { HttpProblem } from './problem';

/** Bytes of a JSON body: the largest command is a settings page. */
export const MOST_BYTES = 64 * 1024;

/**
 * Reads at most `most` bytes. A longer body is refused by its length header if it has one,
 * otherwise as soon as it is too long; the rest stays unread.
 */
export function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const stop = () =>
      request.off('data', take).off('end', whole).off('error', gone).off('close', gone);
    const tooLarge = (bytes: number) => {
      request.pause();
      stop();
      reject(
        new HttpProblem(413, 'body_too_large', `The body may have ${most} bytes at most.`, [
          { field: 'body', got: `${bytes} bytes or more`, wants: `${most} bytes at most` },
        ]),
      );
    };
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > most) return tooLarge(bytes);
      chunks.push(chunk);
    };
    const whole = () => {
      stop();
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    };
    const gone = () => reject(new Gone());
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > most) return tooLarge(declared);
    request.on('data', take).on('end', whole).on('error', gone).on('close', gone);
  });
}

const malformed = (detail: string, got: string, wants: string) =>
  new HttpProblem(400, 'malformed_json', detail, [{ field: 'body', got, wants }]);

/**
 * The JSON of a body; an empty one is undefined. Its content is never quoted: it may be personal.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request, MOST_BYTES);
  if (!bytes.length) return undefined;
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (!/^application\/json *(?:;|$)/i.test(type)) {
    throw new HttpProblem(
      415,
      'unsupported_media_type',
      'Send JSON with Content-Type: application/json.',
      [{ field: 'Content-Type', got: type.slice(0, 100) || null, wants: 'application/json' }],
    );
  }
  if (encoding.toLowerCase() !== 'identity') {
    throw new HttpProblem(415, 'unsupported_encoding', 'Send the body as it is, not compressed.', [
      { field: 'Content-Encoding', got: encoding.slice(0, 100), wants: 'none' },
    ]);
  }
  if (!isUtf8(bytes)) {
    throw malformed('The body is not UTF-8 text.', `${bytes.length} bytes`, 'JSON in UTF-8');
  }
  const text = bytes.toString('utf8');
  const body = parse(text);
  // What PostgreSQL cannot store in text: a zero character or a lone surrogate. Looked for only
  // where an escape could produce one.
  if (/\\u(?:0000|[dD][89a-fA-F])/.test(text) && !isStorable(body)) {
    throw malformed(
      'The body holds a zero character or half of a character pair, which no text may.',
      `${text.length} characters`,
      'text without \\u0000 and without unpaired surrogates',
    );
  }
  return body;
}

const FORM = /^application\/x-www-form-urlencoded *(?:;|$)/i;

/** The fields of a form, each once; JSON is taken as well. */
export async function readForm(request: IncomingMessage): Promise<unknown> {
  if (!FORM.test(request.headers['content-type'] ?? '')) return readJson(request);
  const bytes = await readBytes(request, MOST_BYTES);
  const fields = [...new URLSearchParams(bytes.toString('latin1'))];
  if (new Set(fields.map(([name]) => name)).size < fields.length) {
    throw new HttpProblem(400, 'malformed_form', 'A field of the form appears twice.', [
      { field: 'body', got: `${fields.length} fields`, wants: 'each field once' },
    ]);
  }
  return Object.fromEntries(fields);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const at = jsonFault(text) ?? text.length;
    const what = at >= text.length ? 'it breaks off' : `character ${at + 1} cannot stand there`;
    throw malformed(
      `The body is not JSON: ${what} (position ${at} of ${text.length}).`,
      `${text.length} characters, wrong at position ${at}`,
      'one JSON object',
    );
  }
}

/**
 * Looks at every text in a value, names included, without recursion: a body may be nested deeper
 * than the stack.
 */
function isStorable(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length) {
    const each = left.pop();
    if (typeof each === 'string' && (!each.isWellFormed() || each.includes('\0'))) return false;
    if (each !== null && typeof each === 'object') {
      left.push(...Object.keys(each), ...Object.values(each));
    }
  }
  return true;
}
