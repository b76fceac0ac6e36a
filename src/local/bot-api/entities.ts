import { bad, Entity } from './types';

/** The HTML tags that Telegram supports, and the entity each becomes. */
const TAGS: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  'tg-spoiler': 'spoiler',
  blockquote: 'blockquote',
  span: 'spoiler',
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const bytes = (text: string) => Buffer.byteLength(text);
const wrong = (what: string) => bad(`can't parse entities: ${what}`);

/** An open tag, and where in the text it was opened. */
interface Opened {
  readonly tag: string;
  readonly at: number;
  readonly url?: string;
}

/**
 * Text and entities of a message in HTML. Throws Telegram's own error for invalid HTML. Offsets and
 * lengths count UTF-16 units.
 */
export function parseHtml(source: string): {
  readonly text: string;
  readonly entities: readonly Entity[];
} {
  const entities: Entity[] = [];
  const open: Opened[] = [];
  let text = '';
  let i = 0;
  while (i < source.length) {
    const rest = source.slice(i);
    const character = /^&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-f]{1,6}));/i.exec(rest);
    if (character) {
      text += decoded(character);
      i += character[0].length;
      continue;
    }
    if (source[i] !== '<') {
      text += source[i];
      i += 1;
      continue;
    }
    const at = bytes(source.slice(0, i));
    const end = /^<\/\s*([a-z-]*)\s*>/i.exec(rest);
    if (end) {
      const opened = closing(open, end[1].toLowerCase(), at);
      const length = text.length - opened.at;
      if (length > 0 && !(opened.tag === 'a' && !opened.url)) {
        entities.push({
          type: TAGS[opened.tag],
          offset: opened.at,
          length,
          ...(opened.url ? { url: opened.url } : {}),
        });
      }
      i += end[0].length;
      continue;
    }
    const start = startTag(rest, at);
    open.push({ tag: start.tag, at: text.length, ...(start.url ? { url: start.url } : {}) });
    i += start.length;
  }
  const left = open.pop();
  if (left) throw wrong(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

const decoded = ([, name, decimal, hexadecimal]: readonly string[]) =>
  name
    ? NAMED[name.toLowerCase()]
    : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hexadecimal, 16));

/** Removes and returns the open tag that an end tag closes. */
function closing(open: Opened[], tag: string, at: number): Opened {
  const last = open.pop();
  if (!last) throw wrong(`Unexpected end tag at byte offset ${at}`);
  if (tag !== '' && tag !== last.tag) {
    throw wrong(
      `Unmatched end tag at byte offset ${at}, expected "</${last.tag}>", found "</${tag}>"`,
    );
  }
  return last;
}

/** The start tag at the beginning of this text. */
function startTag(rest: string, at: number) {
  const start =
    /^<([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*>/i.exec(rest);
  if (!start) {
    throw wrong(
      /^<[a-z]/i.test(rest)
        ? `Unclosed start tag at byte offset ${at}`
        : `Unsupported start tag "${/^<([^\s>]*)/.exec(rest)?.[1] ?? ''}" at byte offset ${at}`,
    );
  }
  const tag = start[1].toLowerCase();
  if (!(tag in TAGS)) throw wrong(`Unsupported start tag "${tag}" at byte offset ${at}`);
  const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(start[2]);
  const url =
    href &&
    (href[1] ?? href[2] ?? href[3])
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
  return { tag, url, length: start[0].length };
}
