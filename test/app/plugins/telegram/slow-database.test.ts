import { elapse, until } from '../../../support/wait';
import { bot, call, link, mine, openStory, says, staff, stage } from './story-stage';

/** Nobody is told twice because the database took long, before or after Telegram's answer. */

/** What reading who is to be told waits for, and what storing a message's id waits for. */
const slow = { reading: async () => {}, storing: async () => {} };
const quick = { ...slow };
afterEach(() => Object.assign(slow, quick));

openStory({
  positionsMs: 3_600_000,
  callMs: 1_000,
  hosted: (host) => ({
    ...host,
    contacts: {
      ...host.contacts,
      async byId(id) {
        await slow.reading();
        return host.contacts.byId(id);
      },
      async update(...change) {
        await slow.storing();
        return host.contacts.update(...change);
      },
    },
  }),
});

/** Calls a customer whose phone has the confirmation; returns Telegram's answers for the turn. */
async function calledWhile(trouble: Partial<typeof slow>) {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /🎫/);
  Object.assign(slow, trouble);
  await call();
  const told = async () => {
    const { rows } = await stage.database.pools.read.query<{ state: string }>(
      `select state from deliveries where type = 'TicketCalled' and ticket_id = $1`,
      [id],
    );
    return rows[0]?.state === 'sent';
  };
  await until(told, 'the turn to be told');
  Object.assign(slow, quick);
  await stage.operations.start(staff('advisor-1'), mine(id));
  await stage.operations.finish(staff('advisor-1'), { ...mine(id), next: false });
  return (await bot.calls())
    .filter(({ chat, text }) => chat === phone && /es su turno/.test(text ?? ''))
    .map(({ status }) => status);
}

test('no call begins that would have no time for its answer', async () => {
  let reads = 0;
  await bot.switches({ slowMs: 500 });
  const reading = () => elapse((reads += 1) === 1 ? 5_600 : 0);
  expect(await calledWhile({ reading })).toEqual([200]);
  await bot.switches({ slowMs: 0 });
});

test('an answer that has come counts, however long its id takes to be stored', async () => {
  const stored = Promise.withResolvers<void>();
  const reading = () => elapse(4_500);
  expect(await calledWhile({ reading, storing: () => stored.promise })).toEqual([200]);
  stored.resolve();
});
