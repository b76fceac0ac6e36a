import { rutOf } from '../../support/rut';
import { until } from '../../support/wait';
import { openWorld, world } from './open-world';
import { face } from './page-checks';
import { axe, shot, sizes, typeRut } from './world';

jest.setTimeout(240_000);
openWorld();

const words = {
  es: {
    go: 'Continuar',
    no: 'No, gracias',
    done: 'Listo',
    ahead: 'Usted es quien sigue.',
    turn: '¡Es su turno!',
    serving: 'Le están atendiendo en el módulo',
    served: 'Gracias por su visita.',
    score: 'Muy bien',
    send: 'Enviar opinión',
    thanks: 'Gracias. Su opinión llegó.',
  },
  en: {
    go: 'Continue',
    no: 'No, thank you',
    done: 'Done',
    ahead: 'You are next.',
    turn: 'It’s your turn!',
    serving: 'You are being served at counter',
    served: 'Thank you for your visit.',
    score: 'Very well',
    send: 'Send feedback',
    thanks: 'Thank you. We have received your feedback.',
  },
} as const;

describe.each(['es', 'en'] as const)('flow 1 in %s', (language) => {
  test('a customer takes a ticket, is called, served and asked; all pages follow', async () => {
    const say = words[language];
    const branch = language === 'es' ? '1' : '2';
    const english = language === 'en';
    const kiosk = await world.kiosk(branch);
    const display = await world.display(branch);
    const advisor = await world.staff(branch === '1' ? 'advisor-1' : 'advisor-4', { english });
    await advisor.locator('.main-button').click();
    await advisor.locator('.turn-idle').waitFor();

    if (english) await kiosk.locator('.languages .button', { hasText: 'English' }).click();
    await typeRut(kiosk, rutOf(english ? 9_876_543 : 12_345_678));
    await kiosk.getByRole('button', { name: say.go }).click(); // first touch after the RUT
    await kiosk.locator('.service').first().click(); // second
    await kiosk.getByRole('button', { name: say.no }).click(); // third
    await kiosk.locator('.result .number').waitFor();
    await kiosk.getByText(say.ahead).waitFor();
    const number = (await kiosk.locator('.result .number').innerText()).trim();
    expect(number).toMatch(/^C\d{2}$/);
    expect(await kiosk.locator('svg.qr').count()).toBe(1);
    await shot(kiosk, `kiosk-result-${language}`);
    await kiosk.getByRole('button', { name: say.done }).click();
    await kiosk.locator('.rut-empty').waitFor(); // the RUT is forgotten

    const known = await world.issue('caja', { branch }); // another ticket, whose link we know
    const phone = await world.open(known.page, { size: sizes.phone, english });
    await phone.locator('.slip-number .number').waitFor();
    await shot(phone, `ticket-waiting-${language}`, true);

    await advisor.locator('.next .first', { hasText: number }).waitFor();
    await advisor.locator('.main-button').click();
    await advisor.locator('.turn-line .number', { hasText: number }).waitFor();
    await display
      .locator('.hero .number, .hero-row .number', { hasText: number })
      .first()
      .waitFor();
    await face(advisor, 'start');
    await advisor.keyboard.press('i');
    await face(advisor, 'finish-next');
    await advisor.keyboard.press('n'); // finishes, and calls the ticket whose page is open
    await advisor.locator('.turn-line .number', { hasText: known.number }).waitFor();
    await phone.getByText(say.turn).waitFor();
    expect(await phone.title()).toContain(known.number);
    await shot(phone, `ticket-turn-${language}`, true);
    await shot(display, `display-called-${language}`);
    await display.locator('.last li', { hasText: number }).waitFor();
    await face(advisor, 'start');
    await advisor.keyboard.press('i');
    await phone.getByText(say.serving).waitFor();
    await face(advisor, 'finish-next');
    await advisor.keyboard.press('f');
    await phone.getByText(say.served).waitFor();
    await phone.getByText(say.score, { exact: true }).click();
    await shot(phone, `ticket-feedback-${language}`, true);
    await phone.getByRole('button', { name: say.send }).click();
    await phone.getByText(say.thanks).waitFor();
    for (const page of [kiosk, display, advisor, phone]) expect(await axe(page)).toEqual([]);
  });
});

// `bench/bench-screens.ts` measures how fast; here a page only has to update by itself.
test('flow 2: the supervisor sees ticket, call and service as they happen', async () => {
  const supervisor = await world.staff('supervisor-1', { size: sizes.supervisor });
  const row = supervisor.locator('.queue-row', { hasText: 'Gerencia' });
  await row.waitFor();
  const waiting = row.locator('.main dd');
  const advisor = await world.staff('advisor-2');
  await advisor.locator('.counter-option', { hasText: '2' }).click();
  await advisor.locator('.main-button').click();
  await advisor.locator('.turn-idle').waitFor();
  const cell = supervisor.locator('.cell', { hasText: 'Matías' });
  await cell.waitFor();

  const before = Number(await waiting.innerText());
  const { number } = await world.issue('gerencia');
  await until(
    async () => Number(await waiting.innerText()) === before + 1,
    'the ticket on the floor',
  );
  await advisor.locator('.next', { hasText: number }).waitFor();
  await advisor.locator('.main-button').click();
  await advisor.locator('.turn-line .number', { hasText: number }).waitFor();
  await cell.getByText(number).waitFor();
  await face(advisor, 'start');
  await advisor.keyboard.press('i');
  await face(advisor, 'finish-next');
  await cell.getByText('Atendiendo').waitFor();
  await shot(supervisor, 'supervisor-serving');
  expect(await axe(supervisor)).toEqual([]);
  await advisor.keyboard.press('f');
  await advisor.locator('.turn-idle').waitFor();
  await until(
    async () => (await cell.innerText()).includes('Disponible'),
    'the advisor free again',
  );
});
