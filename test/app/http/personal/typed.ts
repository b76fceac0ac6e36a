import { randomUUID } from 'node:crypto';
import { App } from '../../../../src/app/create-app';
import { Known } from './people';

/** Texts that everybody reads, and the list of staff: an administrator writes these on purpose. */
export const WRITTEN = new RegExp(
  '^PUT /api/(branches/{branch}(/(settings|(queues|counters)/{\\w+}))?$|staff|devices|webhooks)' +
    '|/closures',
);

/** Parameters in paths. */
export const fillers = (text: string, ticket: string): Readonly<Record<string, string>> => ({
  branch: '1',
  ticket,
  counter: '1',
  advisor: 'advisor-1',
  number: encodeURIComponent(text.slice(0, 30)),
  report: 'waits.csv',
});

/** A path as usual, and with the person's text in each of its places. */
export function pathsOf(
  path: string,
  fill: Readonly<Record<string, string>>,
  text: string,
): readonly string[] {
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each);
  const inPath = encodeURIComponent(text.slice(0, 100));
  return [undefined, ...places].map((at) =>
    path.replace(/\{(\w+)\}/g, (_, each: string) => (each === at ? inPath : (fill[each] ?? 'x'))),
  );
}

/**
 * Replaces each text of a body in turn, and each member's name, at any depth, by what the person
 * typed.
 */
export function* typedInto(body: Record<string, unknown>, text: string) {
  for (const each of typed(body, text)) yield each as Record<string, unknown>;
}

function* typed(value: unknown, text: string): Generator<unknown> {
  if (typeof value === 'string') {
    yield text;
  } else if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) {
      for (const other of typed(each, text)) yield value.with(at, other);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      for (const other of typed(each, text)) yield { ...value, [name]: other };
    }
    yield { ...value, [text]: 'x' };
  }
}

/** Links their chat to the ticket, as the bot would. */
export async function follows({ run, vault }: App, ticket: string, { chat }: Pick<Known, 'chat'>) {
  const id = randomUUID();
  const addressIndex = vault.blindIndex(chat, 'contact:telegram');
  await run({
    ...{ branch: '1', actor: { kind: 'plugin', id: 'telegram' }, load: {} },
    command: { type: 'Record', facts: [] },
    change: {
      kind: 'link',
      contact: {
        ...{ id, consumer: 'telegram', ticket, thread: addressIndex, addressIndex, data: {} },
        addressCipher: vault.encrypt(chat, `contact\0${id}`),
        types: { ServiceFinished: {} },
      },
    },
  });
}
