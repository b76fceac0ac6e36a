import { LocalBotApi, TOKEN } from '../test/app/plugins/telegram/bot-api';
import { call, enrol, signIn } from '../test/support/caller';
import { AppProcess } from '../test/support/app-process';
import { Bench } from './main';
import { percentile } from './measure';
import { openStage, Stage } from './stage';

const TURNS = 100;
const CROWD = 300;
const ISSUES = 1_500;

interface Issued { readonly ticket: { readonly id: string }; readonly links: { readonly telegram: string } }

const issueAt = async (app: AppProcess, kiosk: string) => {
  const { status, body } = await call(app.url, 'POST', '/api/branches/1/tickets', { token: kiosk, body: { queue: 'caja' } });
  if (status !== 201) throw new Error(`issuing answered ${status}`);
  return body as unknown as Issued;
};

async function until(check: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!await check()) {
    if (Date.now() > deadline) throw new Error(`${what}: not within two minutes`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

interface Told { readonly ms: number; readonly chatWasFree: boolean }

/**
 * Commit → request at Telegram, for turns called one after another; a call's `calledAt` is the database's clock in its transaction. A chat that got a message (an edit of its position)
 * within the second before has to wait for that second to end.
 */
async function latency(app: AppProcess, bot: LocalBotApi, kiosk: string): Promise<readonly Told[]> {
  const advisor = await signIn(app.url, 'advisor-1-1');
  await call(app.url, 'PUT', '/api/branches/1/advisors/me', { token: advisor, body: { state: 'available', counter: '1' } });
  const confirmed = async () => (await bot.calls()).filter(({ method, status }) => method === 'sendMessage' && status === 200).length;
  const linked = new Set<string>();
  for (let i = 0; i < TURNS; i += 1) {
    const { ticket, links } = await issueAt(app, kiosk);
    linked.add(ticket.id);
    await bot.start(links.telegram);
  }
  await until(async () => await confirmed() >= TURNS, 'confirmations');
  // one message a second to a chat: the turn of somebody confirmed just now would wait for that
  await new Promise((resolve) => { setTimeout(resolve, 1_200); });
  const times: Told[] = [];
  while (times.length < TURNS) {
    const seen = (await bot.calls()).length;
    const { body } = await call(app.url, 'POST', '/api/branches/1/counters/1/call-next', { token: advisor });
    const ticket = body.ticket as unknown as { id: string; calledAt: string };
    if (linked.has(ticket.id)) {
      let calls: Awaited<ReturnType<typeof bot.calls>> = [];
      const turn = () => calls.slice(seen).find(({ text }) => text?.includes('es su turno'));
      await until(async () => {
        calls = await bot.calls();
        return turn() !== undefined;
      }, 'a your-turn');
      const at = Date.parse(ticket.calledAt);
      times.push({ ms: turn()!.at - at, chatWasFree: !calls.some((other) => other !== turn() && other.chat === turn()!.chat && other.at > at - 1_000 && other.at < turn()!.at) });
    }
    await call(app.url, 'POST', `/api/branches/1/tickets/${ticket.id}/start`, { token: advisor });
    await call(app.url, 'POST', `/api/branches/1/tickets/${ticket.id}/finish`, { token: advisor, body: { next: false } });
  }
  return times;
}

/** A crowd links at once: how many messages a second reach Telegram through one instance. */
async function throughput(app: AppProcess, bot: LocalBotApi, kiosk: string): Promise<number> {
  const links: string[] = [];
  for (let i = 0; i < CROWD; i += 1) links.push((await issueAt(app, kiosk)).links.telegram);
  const before = (await bot.calls()).length;
  await Promise.all(links.map((link) => bot.start(link)));
  let sent: readonly number[] = [];
  await until(async () => {
    sent = (await bot.calls()).slice(before).filter(({ method }) => method === 'sendMessage').map(({ at }) => at);
    return sent.length >= CROWD;
  }, 'a confirmation for each');
  return (sent.length - 1) / ((Math.max(...sent) - Math.min(...sent)) / 1000);
}

/** Turns about, one request each: what issuing takes with Telegram hanging, beside an instance that has no Telegram. */
async function beside(hanging: AppProcess, without: AppProcess, kiosk: string) {
  const times = { hanging: [] as number[], without: [] as number[] };
  for (let i = 0; i < ISSUES; i += 1) {
    for (const which of i % 2 ? ['hanging', 'without'] as const : ['without', 'hanging'] as const) {
      const at = performance.now();
      await call((which === 'hanging' ? hanging : without).url, 'POST', '/api/branches/1/tickets', { token: kiosk, body: { queue: 'empresas' } });
      times[which].push(performance.now() - at);
    }
  }
  return times;
}

/** Linked customers whose messages hang while tickets are issued. */
async function hang(app: AppProcess, bot: LocalBotApi, kiosk: string): Promise<void> {
  for (let i = 0; i < 40; i += 1) await bot.start((await issueAt(app, kiosk)).links.telegram);
  await bot.switches({ outage: 'hang' });
}

async function measure(stage: Stage, bot: LocalBotApi, say: (line: string) => void) {
  const app = await stage.app({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: bot.url });
  const kiosk = await enrol(app.url, 'kiosk-1');
  await until(async () => (await issueAt(app, kiosk)).links.telegram !== undefined, 'the bot\'s name');
  const times = await latency(app, bot, kiosk);
  const free = times.filter(({ chatWasFree }) => chatWasFree).map(({ ms }) => ms);
  const [p50, p99] = [percentile(free, 0.5), percentile(free, 0.99)];
  say(`commit → request at Telegram, ${free.length} turns      p50 ${p50.toFixed(0)} ms   p99 ${p99.toFixed(0)} ms   (aim: p99 under 250 ms)`);
  const held = times.filter(({ chatWasFree }) => !chatWasFree).map(({ ms }) => ms);
  if (held.length) say(`  and ${held.length} whose chat had a message within the second before: at most ${Math.max(...held).toFixed(0)} ms (one a second to a chat)`);
  const perSecond = await throughput(app, bot, kiosk);
  say(`messages a second through one instance, ${CROWD} customers at once      ${perSecond.toFixed(1)}   of 30 allowed: ratio ${(perSecond / 30).toFixed(2)}`);
  const without = await stage.app({});
  await hang(app, bot, kiosk);
  const issuing = await beside(app, without, kiosk);
  const ratio = (share: number) => percentile(issuing.hanging, share) / percentile(issuing.without, share);
  say(`issuing with Telegram hanging, beside an instance without it, ${ISSUES} each      p50 ${percentile(issuing.hanging, 0.5).toFixed(1)} / ${percentile(issuing.without, 0.5).toFixed(1)} ms: ratio ${ratio(0.5).toFixed(2)}   p99 ${percentile(issuing.hanging, 0.99).toFixed(1)} / ${percentile(issuing.without, 0.99).toFixed(1)} ms: ratio ${ratio(0.99).toFixed(2)}`);
  return { bench: 'telegram', commitToRequest: { turns: free.length, p50, p99, heldByChatLimit: held.length }, perSecond, issuing: { p50Ratio: ratio(0.5), p99Ratio: ratio(0.99) } };
}

export const bench: Bench = {
  about: 'telegram: commit → request at the local Bot API, messages a second through one instance, and issuing while Telegram hangs',
  async run(say) {
    const bot = await LocalBotApi.start();
    try {
      const stage = await openStage({ advisors: 1, settings: { pauseAbsent: false } });
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
