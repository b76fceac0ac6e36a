import { Page } from 'playwright-core';
import { freePort } from '../../../src/local/machine/processes';
import { Provider, startProvider } from '../../support/provider';
import { openWorld, world } from './open-world';
import { look } from './world';

/** The bank's own sign-in as staff see it: in, refused, proving again, one's own account. */

let provider: Provider;
let port: number;
const BUTTON = 'Entrar con Banco Andes';

beforeAll(async () => {
  // The provider has to know where browsers return to.
  port = await freePort();
  provider = await startProvider(`http://localhost:${port}/sign-in`);
  const person = (name: string, group: string) => ({
    claims: { preferred_username: name, given_name: 'Ana', groups: [group] },
  });
  await provider.control({
    people: {
      ana: person('ana.soto', 'turnos-1'),
      jefa: person('jefa', 'turnos-admin'),
      otra: person('otra', 'something else'),
    },
  });
});
openWorld(() => {
  const { issuer, clientId, clientSecret } = provider.settings();
  const groups = [
    { group: 'turnos-admin', role: 'admin', branches: 'all' },
    { group: 'turnos-1', role: 'advisor', branches: ['1'] },
  ];
  const button = { es: BUTTON, en: 'Sign in with Banco Andes' };
  return {
    PORT: String(port),
    OIDC: JSON.stringify({ issuer, clientId, groups, button, passwords: 'administrators' }),
    OIDC_CLIENT_SECRET: clientSecret,
  };
});
afterAll(() => provider?.close());

async function enterAt(page: Page, sub: string): Promise<void> {
  await page.getByLabel('Usuario').fill(sub);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
}

test('in with the bank’s button, on to the requested page; refused in words', async () => {
  const page = await world.open('/sign-in?then=/advisor', { size: { width: 390, height: 844 } });
  await page.getByRole('button', { name: BUTTON }).waitFor();
  await look(page, 'bank-sign-in', { whole: true });
  await page.getByRole('button', { name: BUTTON }).click();
  await enterAt(page, 'ana');
  await page.waitForURL('**/advisor');
  expect(page.url()).toBe(`${world.url}/advisor`);
  await page.goto(`${world.url}/sign-in?account`);
  await page.getByText('Usted entra con su cuenta corporativa').waitFor();
  await look(page, 'bank-account', { whole: true });

  const dark = await world.open('/sign-in', { dark: true, english: true });
  await dark.getByRole('button', { name: 'Sign in with a password (administrators)' }).click();
  await dark.getByLabel('Username').waitFor();
  await look(dark, 'bank-sign-in-administrators', { whole: true });
  await dark.getByRole('button', { name: 'Sign in with Banco Andes' }).click();
  await enterAt(dark, 'otra');
  await dark.getByText('your account is in no group that works here').waitFor();
  expect(new URL(dark.url()).search).toBe('');
  await look(dark, 'bank-sign-in-refused', { whole: true });
  // away: for as long as is known, in the language of now
  await dark.route('**/api/sessions/oidc/begin', (route) =>
    route.fulfill({
      status: 503,
      headers: { 'Retry-After': '90' },
      json: { code: 'provider_away', status: 503 },
    }),
  );
  await dark.getByRole('button', { name: 'Sign in with Banco Andes' }).click();
  await dark.getByText('The bank’s sign-in isn’t answering. Try again in 2 minutes;').waitFor();
});

test('an irreversible action asks at the bank, in its own window, and goes on', async () => {
  const page = await world.open('/sign-in', { size: { width: 1366, height: 900 } });
  await page.getByRole('button', { name: BUTTON }).click();
  await enterAt(page, 'jefa');
  await page.locator('.admin-tabs').getByRole('link', { name: 'Datos de clientes' }).click();
  await page.locator('.person-form input').fill('12345678-5');
  await page.locator('.person-form .button.primary').click();
  const dialog = page.getByRole('dialog', { name: 'Confirme que es usted' });
  await dialog.waitFor();
  await look(page, 'bank-prove');
  const opens = page.context().waitForEvent('page');
  await dialog.getByRole('link', { name: 'Abrir el inicio de sesión del banco' }).click();
  await enterAt(await opens, 'jefa');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('No se guarda nada de esta persona.').waitFor();
});
