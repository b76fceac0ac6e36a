import { PluginHost } from '../../../../src/app/plugin';
import { createTelegram } from '../../../../src/app/plugins/telegram/telegram';
import { newKeys } from '../../../../src/app/vault/keys';
import { createDatabase, TestDatabase } from '../../../support/database';
import { until } from '../../../support/wait';
import { openStage, Stage, StageOptions } from '../../relay/stage';
import { LocalBotApi, PhoneState, saidOn, TOKEN } from './bot-api';

/**
 * The plugin in an instance, the local Bot API as a process, the real database between them: opened
 * once per test file that calls `openStory`.
 */

export let bot: LocalBotApi;
export let stage: Stage;
/** The address in a ticket's QR code: the customer's, or the one given to staff. */
export let link: (ticket: string, acts?: boolean) => Promise<string>;
let database: TestDatabase;

interface StoryOptions extends StageOptions {
  /** How often positions are edited, ms. */
  readonly positionsMs?: number;
  /** How long Telegram may take to answer, ms. */
  readonly callMs?: number;
  /** What the plugin is given in place of its host. */
  readonly hosted?: (host: PluginHost) => PluginHost;
}

export function openStory({
  positionsMs = 500,
  callMs,
  hosted = (host) => host,
  ...options
}: StoryOptions = {}): void {
  beforeAll(async () => {
    bot = await LocalBotApi.start();
    database = await createDatabase();
    const telegram = createTelegram({ token: TOKEN, apiRoot: bot.url, positionsMs, callMs });
    const plugin = { ...telegram, start: (host: PluginHost) => telegram.start!(hosted(host)) };
    stage = await openStage(database.url, newKeys(), [plugin], {
      publicUrl: 'https://turnos.example',
      ...options,
    });
    await stage.seed();
    link = async (ticket, acts = true) => {
      let url: string | undefined;
      await until(
        async () => (url = await telegram.link!('1', ticket, { fresh: true, acts })) !== undefined,
        "the bot's name",
      );
      return url!;
    };
  });

  afterAll(async () => {
    await stage?.close();
    await bot?.stop();
    await database?.drop();
  });
}

export const staff = (id: string) => ({ branch: '1', actor: { kind: 'staff' as const, id } });
export const mine = (ticket: string, advisor = '1') => ({
  ticket,
  staff: `advisor-${advisor}`,
  supervises: false,
});
export const call = async (advisor = '1') =>
  (
    await stage.operations.callNext(staff(`advisor-${advisor}`), {
      advisor: `advisor-${advisor}`,
      counter: advisor,
    })
  ).answer;

/** Waits until the phone shows this; on failure, says what it showed. */
export async function shows(
  id: number,
  wanted: (phone: PhoneState) => boolean,
): Promise<PhoneState> {
  let last: PhoneState | undefined;
  await until(async () => wanted((last = await bot.phone(id))), 'the phone').catch(() => {
    const shown = last && { toast: last.toast, said: last.messages.map(({ text }) => text) };
    throw new Error(`the phone shows ${JSON.stringify(shown, null, 1)}`);
  });
  return last!;
}
export const says = (id: number, text: RegExp) =>
  shows(id, (phone) => saidOn(phone).some((said) => text.test(said)));

/** A customer with a phone who was called and served, and is asked for a rating. */
export async function served(
  language: 'es' | 'en',
  name?: string,
): Promise<{ readonly id: string; readonly phone: number }> {
  const { id } = await stage.issue('caja', language);
  const phone = await bot.start(await link(id), language, name);
  await says(phone, /🎫/);
  await call();
  await says(phone, /es su turno|it is your turn/);
  await stage.operations.start(staff('advisor-1'), mine(id));
  await stage.operations.finish(staff('advisor-1'), { ...mine(id), next: false });
  await says(phone, /¿Cómo le atendimos|How did we do/);
  return { id, phone };
}
export const feedbackOn = async (ticket: string) =>
  (await stage.operations.readAudit('1', 0, 100_000)).events.flatMap(({ fact }) =>
    fact.type === 'FeedbackGiven' && fact.ticket === ticket
      ? [{ score: fact.score, ...(fact.remark ? { remark: fact.remark } : {}) }]
      : [],
  );
