import { randomUUID } from 'node:crypto';
import { App } from '../../../../src/app/create-app';
import { Known } from './people';

/** What everybody reads, and the list of staff itself: an administrator writes these on purpose. */
export const WRITTEN = /^PUT \/api\/(branches|staff|devices|webhooks)|\/closures/;

/** What stands in paths. */
export const fillers = (text: string, ticket: string): Readonly<Record<string, string>> => ({
  branch: '1',
  ticket,
  counter: '1',
  advisor: 'advisor-1',
  number: encodeURIComponent(text.slice(0, 30)),
  report: 'waits.csv',
});

/** Each text of a body in turn is what the person typed. */
export function* typedInto(body: Record<string, unknown>, text: string) {
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') yield { ...body, [name]: text };
  }
}

/** Their chat is told of the ticket, as the bot would. */
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
