import { Browser, Page } from 'playwright-core';
import { createTelegram } from '../../../src/app/plugins/telegram/telegram';
import { newKeys } from '../../../src/app/vault/keys';
import { LocalBotApi, TOKEN } from '../../app/plugins/telegram/bot-api';
import { openStage, Stage } from '../../app/relay/stage';
import { launchChromium } from '../../support/chromium';
import { createDatabase, TestDatabase } from '../../support/database';
import { until } from '../../support/wait';

/**
 * What a newcomer sees: a ticket's link opens a phone, which shows the whole story, its buttons
 * work, and fault switches are thrown meanwhile.
 */

let database: TestDatabase;
let bot: LocalBotApi;
let stage: Stage;
let browser: Browser;
let link: (ticket: string) => Promise<string>;

beforeAll(async () => {
  [bot, database, browser] = await Promise.all([
    LocalBotApi.start(),
    createDatabase(),
    launchChromium(),
  ]);
  const telegram = createTelegram({
    token: TOKEN,
    apiRoot: bot.url,
    linkBase: bot.url,
    positionsMs: 500,
  });
  stage = await openStage(database.url, newKeys(), [telegram], {
    publicUrl: 'https://turnos.example',
  });
  await stage.seed();
  link = async (ticket) => {
    let url: string | undefined;
    await until(
      async () =>
        (url = await telegram.link!('1', ticket, { fresh: false, acts: true })) !== undefined,
      "the bot's name",
    );
    return url!;
  };
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
  await bot?.stop();
  await database?.drop();
});

const advisor = { branch: '1', actor: { kind: 'staff' as const, id: 'advisor-1' } };
const said = (page: Page, text: string | RegExp) =>
  page.locator('.said').filter({ hasText: text }).last().waitFor({ timeout: 45_000 });

async function set(page: Page, what: string, value: string): Promise<void> {
  await page.locator(what).fill(value);
  await page.locator(what).press('Tab');
}

const STORY = {
  'es-CL': {
    language: 'es',
    next: 'Usted es quien sigue',
    more: 'Necesito más tiempo',
    five: '5 min más',
    back: 'Volver',
    ask: '¿cuánto falta?',
    called: 'es su turno',
    again: 'le llamamos otra vez',
    write: 'Escriba un mensaje',
    voice: 'Enviar un mensaje de voz',
    only: 'Solo entiendo mensajes de texto',
    more2: 'Si quiere contarnos más',
    took: 'su comentario ya está',
    block: 'bloquear',
    rate: '¿Cómo le atendimos',
    thanks: '¡Gracias por su opinión!',
  },
  'en-GB': {
    language: 'en',
    next: 'You are next',
    more: 'I need more time',
    five: '5 more min',
    back: 'Back',
    ask: 'how long?',
    called: 'it is your turn',
    again: 'we are calling you again',
    write: 'Write a message',
    voice: 'Send a voice message',
    only: 'I only understand text',
    more2: 'If you would like to say more',
    took: 'the branch has your comments',
    block: 'block',
    rate: 'How did we do',
    thanks: 'Thank you for telling us!',
  },
} as const;

test.each(Object.entries(STORY))(
  'the story of a ticket on a phone in %s, while switches are thrown',
  async (locale, words) => {
    const { id } = await stage.issue('caja', words.language);
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(await link(id));
    await said(page, words.next);
    await page.getByRole('button', { name: words.more }).last().click();
    await page.getByRole('button', { name: words.five }).last().waitFor();
    await page.getByRole('button', { name: words.back }).last().click();
    await said(page, words.next);

    const phone = page.locator('.phone').first();
    await page.locator('#outage').selectOption('refuse');
    await stage.operations.callNext(advisor, { advisor: 'advisor-1', counter: '1' });
    await until(
      () => stage.relay.troubles()['telegram'] !== undefined,
      'an outage that is noticed',
    );
    expect(await phone.getByText(words.called).count()).toBe(0);
    await page.locator('#outage').selectOption('none');
    await said(page, words.called);

    await set(page, '#tooMany', '2');
    await stage.operations.recall(advisor, { ticket: id, staff: 'advisor-1', supervises: false });
    await until(
      async () => (await bot.calls()).some(({ status }) => status === 429),
      'a message told to wait',
    );
    await set(page, '#tooMany', '0');
    await said(page, words.again);

    await set(page, '#slowMs', '1500');
    await phone.getByPlaceholder(words.write).fill(words.ask);
    await phone.getByPlaceholder(words.write).press('Enter');
    await said(page, words.ask);
    await phone.getByRole('button', { name: words.voice }).click();
    await said(page, words.only);
    await set(page, '#slowMs', '0');
    await stage.operations.start(advisor, { ticket: id, staff: 'advisor-1', supervises: false });
    await stage.operations.finish(advisor, {
      ticket: id,
      staff: 'advisor-1',
      supervises: false,
      next: false,
    });
    await said(page, words.rate);
    await page.getByRole('button', { name: '5 ⭐' }).last().click();
    await page.getByRole('status').filter({ hasText: words.thanks }).waitFor();
    await said(page, words.more2);
    await phone.getByPlaceholder(words.write).fill('<b>👏</b> & \u0000');
    await phone.getByPlaceholder(words.write).press('Enter');
    await said(page, words.took);
    await phone.getByRole('button', { name: words.block, exact: true }).click();
    await until(
      async () => (await stage.host('telegram').contacts.byTicket(id)).length === 0,
      'unlinked',
    );
    expect(problems).toEqual([]);
    await context.close();
  },
);
