import { randomUUID } from 'node:crypto';
import { createStartTokens } from '../../../../src/app/plugins/telegram/start-tokens';
import { memoryStore } from '../../../support/memory-store';

/** A plugin's store, and tickets that exist. */
function world() {
  const { kept, store } = memoryStore();
  const tickets = new Map<string, string>();
  const host = {
    store,
    operations: {
      whereIsTicket: async (ticket: string) =>
        tickets.has(ticket) ? { branch: tickets.get(ticket), state: 'waiting' } : undefined,
    },
  };
  return { kept, tickets, tokens: (secret = 'secret') => createStartTokens(host as never, secret) };
}

test('the first token stores nothing until it is used, and leads to its ticket', async () => {
  const { kept, tickets, tokens } = world();
  const ticket = randomUUID();
  tickets.set(ticket, '1');
  const token = tokens().first(ticket, true);
  expect(token).toMatch(/^[\w-]{22}$/);
  expect(tokens().first(ticket, true)).toBe(token);
  expect(kept.size).toBe(0);
  expect(await tokens().take(token, 'chat')).toEqual({ branch: '1', ticket, acts: true });
  expect([...kept.keys()].join()).not.toContain(token);
});

test.each(['first', 'fresh'] as const)(
  'a %s token belongs to one chat: it works there again, and nowhere else',
  async (kind) => {
    const { tickets, tokens } = world();
    const ticket = randomUUID();
    tickets.set(ticket, '1');
    const token =
      kind === 'first' ? tokens().first(ticket, true) : await tokens().fresh('1', ticket, true);
    const [a, b] = await Promise.all([tokens().take(token, 'a'), tokens().take(token, 'b')]);
    expect([a, b].filter((target) => target !== undefined)).toHaveLength(1);
    const owner = a ? 'a' : 'b';
    expect(await tokens().take(token, owner)).toEqual({ branch: '1', ticket, acts: true });
    expect(await tokens().take(token, owner === 'a' ? 'b' : 'a')).toBeUndefined();
  },
);

test('every fresh token is different', async () => {
  const { tokens } = world();
  const ticket = randomUUID();
  expect(
    new Set(await Promise.all(Array.from({ length: 50 }, () => tokens().fresh('1', ticket, true))))
      .size,
  ).toBe(50);
});

test("guesses, other bots' tokens and non-tokens lead nowhere", async () => {
  const { tickets, tokens } = world();
  const ticket = randomUUID();
  tickets.set(ticket, '1');
  for (const token of [
    tokens('another').first(ticket, true),
    'A'.repeat(22),
    '',
    'x',
    'A'.repeat(23),
    `${'A'.repeat(20)}ñA`,
    '../../etc/passwd000000',
    `${'A'.repeat(21)}B`,
  ]) {
    expect(await tokens().take(token, 'chat')).toBeUndefined();
  }
});

test.each(['first', 'fresh'] as const)(
  'a %s token seen by staff leads to its ticket, but its chat may not act',
  async (kind) => {
    const { tickets, tokens } = world();
    const ticket = randomUUID();
    tickets.set(ticket, '1');
    const token =
      kind === 'first' ? tokens().first(ticket, false) : await tokens().fresh('1', ticket, false);
    expect(token).not.toBe(tokens().first(ticket, true));
    const led = { branch: '1', ticket, acts: false };
    expect(await tokens().take(token, 'chat')).toEqual(led);
    expect(await tokens().take(token, 'chat')).toEqual(led);
    expect(await tokens().take(token, 'another')).toBeUndefined();
  },
);
