import { Issued } from '../src/app/wire/tickets';
import { LocalBotApi, TOKEN } from '../test/app/plugins/telegram/bot-api';
import { issueBeside, Side } from '../test/app/plugins/telegram/issuing-beside';
import { apiOf } from '../test/support/api';
import { AppProcess } from '../test/support/app-process';
import { call, enrol, signIn } from '../test/support/caller';
import { elapse, until } from '../test/support/wait';
import { Bench } from './main';
import { percentile } from './measure';
import { openStage, Stage } from './stage';

/**
 * Branches that each call once a second: with pre-notices and thanks about 12 messages a second, of
 * 30 allowed.
 */
const BRANCHES = ['1', '2', '3', '4'];
const TURNS_EACH = 40;
/** How long a customer takes from the call to the counter. */
const STARTED_MS = 800;
const PRESSES = 60;
const CROWD = 300;
/** Linked customers whose messages hang. */
const HANGING = 40;
const WARM_UP = 200;
const ISSUES = 3_000;

const issueAt = async (app: AppProcess, branch: string): Promise<Issued> =>
  apiOf(app.url).call('POST /api/branches/:branch/tickets', {
    params: { branch },
    body: { queue: 'caja' },
    token: await kioskOf(app, branch),
  });

/** One token per branch, valid at every instance. */
const kiosks = new Map<string, Promise<string>>();
function kioskOf(app: AppProcess, branch: string): Promise<string> {
  const known = kiosks.get(branch) ?? enrol(app.url, `kiosk-${branch}`);
  kiosks.set(branch, known);
  return known;
}

const confirmations = async (bot: LocalBotApi) =>
  (await bot.calls()).filter(({ method, status }) => method === 'sendMessage' && status === 200)
    .length;

/** Customers in line at every branch, each with a phone: ticket → phone. */
async function linkAll(app: AppProcess, bot: LocalBotApi): Promise<ReadonlyMap<string, number>> {
  const phones = new Map<string, number>();
  for (let i = 0; i < TURNS_EACH; i += 1) {
    for (const branch of BRANCHES) {
      const { ticket, links } = await issueAt(app, branch);
      phones.set(ticket.id, await bot.start(links.telegram!));
    }
  }
  await until(async () => (await confirmations(bot)) >= phones.size, 'confirmations');
  // A chat gets one message a second: a turn right after a confirmation would have to wait.
  await elapse(1_200);
  return phones;
}

/** From press to answer, for presses one after another. */
async function presses(bot: LocalBotApi, phones: readonly number[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const phone of phones) {
    const seen = (await bot.calls()).length;
    const at = Date.now();
    await bot.press(phone, 'Necesito más tiempo');
    let answered: number | undefined;
    await until(
      async () =>
        (answered = (await bot.calls(seen)).find(
          ({ method }) => method === 'answerCallbackQuery',
        )?.at) !== undefined,
      'an answer to a press',
    );
    times.push(answered! - at);
  }
  return times;
}

/**
 * Serves a branch's line, one call a second. Notes when each ticket was called, by the database's
 * clock in the transaction.
 */
async function serve(
  app: AppProcess,
  branch: string,
  delayMs: number,
  calledAt: Map<string, number>,
): Promise<void> {
  const token = await signIn(app.url, `advisor-${branch}-1`);
  const api = apiOf(app.url);
  await api.call('PUT /api/branches/:branch/advisors/me', {
    params: { branch },
    body: { state: 'available', counter: '1' },
    token,
  });
  await elapse(delayMs);
  for (let next = Date.now(); ; next += 1_000) {
    await elapse(Math.max(0, next - Date.now()));
    const called = await api.call('POST /api/branches/:branch/counters/:counter/call-next', {
      params: { branch, counter: '1' },
      token,
    });
    if (!called) return;
    const { id, calledAt: at } = called.ticket;
    calledAt.set(id, Date.parse(at!));
    await elapse(STARTED_MS);
    const params = { branch, ticket: id };
    await api.call('POST /api/branches/:branch/tickets/:ticket/start', { params, token });
    await api.call('POST /api/branches/:branch/tickets/:ticket/finish', {
      params,
      body: { next: false },
      token,
    });
  }
}

interface TurnDelivery {
  readonly ms: number;
  readonly chatWasFree: boolean;
}

/**
 * From commit to request at Telegram; a turn not sent before service started counts as sent then. A
 * chat that got a message in the second before (a pre-notice, an edit of its position) has to wait
 * for that second to end.
 */
async function turns(
  app: AppProcess,
  bot: LocalBotApi,
  phones: ReadonlyMap<string, number>,
): Promise<readonly TurnDelivery[]> {
  const calledAt = new Map<string, number>();
  await Promise.all(BRANCHES.map((branch, at) => serve(app, branch, at * 250, calledAt)));
  const calls = await bot.calls();
  return [...calledAt].map(([ticket, at]) => {
    const mine = calls.filter(({ chat }) => chat === phones.get(ticket));
    const turn = mine.find(({ text }) => text?.includes('es su turno'));
    const told = turn?.at ?? at + STARTED_MS;
    return {
      ms: told - at,
      chatWasFree: !mine.some(
        (other) => other !== turn && other.at > told - 1_050 && other.at < told,
      ),
    };
  });
}

/** A crowd links at once: how many messages per second one instance gets to Telegram. */
async function throughput(app: AppProcess, bot: LocalBotApi): Promise<number> {
  const links: string[] = [];
  for (let i = 0; i < CROWD; i += 1) links.push((await issueAt(app, '1')).links.telegram!);
  const before = (await bot.calls()).length;
  await Promise.all(links.map((link) => bot.start(link)));
  let sent: readonly number[] = [];
  await until(async () => {
    sent = (await bot.calls(before))
      .filter(({ method }) => method === 'sendMessage')
      .map(({ at }) => at);
    return sent.length >= CROWD;
  }, 'a confirmation for each');
  return (sent.length - 1) / ((Math.max(...sent) - Math.min(...sent)) / 1000);
}

async function issuing(stage: Stage, bot: LocalBotApi, env: Readonly<Record<string, string>>) {
  const [hanging, without, again] = await Promise.all([stage.app(env), stage.app(), stage.app()]);
  let link: string | undefined;
  for (let i = 0; i < HANGING; i += 1) {
    await until(
      async () => (link = (await issueAt(hanging, '2')).links.telegram) !== undefined,
      "the bot's name",
    );
    await bot.start(link!);
  }
  await bot.switches({ outage: 'hang' });
  const urls = { hanging: hanging.url, without: without.url, again: again.url };
  const kiosk = await kioskOf(hanging, '2');
  await issueBeside(urls, '2', kiosk, WARM_UP);
  return issueBeside(urls, '2', kiosk, ISSUES);
}

async function measure(stage: Stage, bot: LocalBotApi, say: (line: string) => void) {
  const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: bot.url };
  const app = await stage.app(env);
  await until(async () => {
    const { ticket, links, key } = await issueAt(app, '1');
    await call(app.url, 'POST', '/api/my/cancel', { token: `Ticket ${key}` });
    return ticket !== undefined && links.telegram !== undefined;
  }, "the bot's name");
  const phones = await linkAll(app, bot);

  const answered = await presses(bot, [...phones.values()].slice(-PRESSES));
  say(
    `press → answer, ${answered.length} presses      p50 ${percentile(answered, 0.5)} ms   ` +
      `p99 ${percentile(answered, 0.99)} ms   (aim: within 1,000 ms)`,
  );

  const times = await turns(app, bot, phones);
  const free = times.filter(({ chatWasFree }) => chatWasFree).map(({ ms }) => ms);
  const [p50, p99] = [percentile(free, 0.5), percentile(free, 0.99)];
  say(
    `commit → request at Telegram, ${free.length} turns      p50 ${p50.toFixed(0)} ms   ` +
      `p99 ${p99.toFixed(0)} ms   (aim: p99 under 250 ms)`,
  );
  const held = times.filter(({ chatWasFree }) => !chatWasFree).map(({ ms }) => ms);
  if (held.length) {
    say(
      `  and ${held.length} whose chat had a message within the second before: at most ` +
        `${Math.max(...held).toFixed(0)} ms (one a second to a chat)`,
    );
  }

  const perSecond = await throughput(app, bot);
  say(
    `messages a second through one instance, ${CROWD} customers at once      ` +
      `${perSecond.toFixed(1)}   of 30 allowed: ratio ${(perSecond / 30).toFixed(2)}`,
  );
  await app.stop();

  const sides = await issuing(stage, bot, env);
  const at = (side: Side, share: number) => percentile(sides[side], share);
  const ratio = (share: number, side: Side = 'hanging') => at(side, share) / at('without', share);
  const line = (share: number) =>
    `${at('hanging', share).toFixed(1)} / ${at('without', share).toFixed(1)} ms: ratio ` +
    `${ratio(share).toFixed(2)} (two without it: ${ratio(share, 'again').toFixed(2)})`;
  say(
    `issuing with Telegram hanging, beside an instance without it, ${ISSUES} each      p50 ` +
      `${line(0.5)}   p99 ${line(0.99)}   (aim: p99 within 1.1)`,
  );
  return {
    bench: 'telegram',
    pressToAnswer: { p50: percentile(answered, 0.5), p99: percentile(answered, 0.99) },
    commitToRequest: { turns: free.length, p50, p99, heldByChatLimit: held.length },
    perSecond,
    issuing: {
      p50Ratio: ratio(0.5),
      p99Ratio: ratio(0.99),
      p99RatioOfTwoWithout: ratio(0.99, 'again'),
    },
  };
}

export const bench: Bench = {
  about:
    'telegram: commit → request at the local Bot API, press → answer, messages a second ' +
    'through one instance, and issuing while Telegram hangs',
  async run(say) {
    const bot = await LocalBotApi.start();
    try {
      const stage = await openStage({
        branches: BRANCHES,
        advisors: 1,
        settings: { pauseAbsent: false },
      });
      try {
        return await measure(stage, bot, say);
      } finally {
        await bot.switches({ outage: 'none' });
        await stage.end();
      }
    } finally {
      await bot.stop();
    }
  },
};
