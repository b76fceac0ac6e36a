import { logoOf, png } from '../../../support/png';
import { Ask, openStage, Stage } from '../stage';

/** The bank's own face over HTTP: set, refused, worn by a branch, and worn by nobody. */

let stage: Stage;
let admin: string;
beforeAll(async () => {
  stage = await openStage();
  admin = await stage.staff('admin-1');
});
afterAll(() => stage.close());

const settings = (scope: string) => `/api/branches/${scope}/settings`;
async function save(scope: string, face: object | undefined) {
  const read = await stage.ask('GET', settings(scope), { as: admin });
  const { face: _, ...others } = (read.body as unknown as { overrides: { face?: object } })
    .overrides;
  return stage.ask('PUT', settings(scope), {
    as: admin,
    body: { ...others, ...(face ? { face } : {}) },
    headers: { 'If-Match': read.headers.get('etag')! },
  });
}
async function css(scope: string, ask: Ask = {}) {
  const answer = await stage.ask('GET', `/api/face/${scope}.css`, ask);
  expect([scope, answer.status]).toEqual([scope, 200]);
  return answer.text;
}

test('a bank without a face has an empty sheet, which everybody may read', async () => {
  const answer = await stage.ask('GET', '/api/face/bank.css');
  expect([answer.status, answer.type, answer.text]).toEqual([200, 'text/css; charset=utf-8', '']);
  expect(await css('1')).toBe('');
  expect((await stage.ask('GET', '/api/face/no-such-branch.css')).status).toBe(404);
  expect((await stage.ask('GET', '/api/face/1.gif')).status).toBe(400);
});

test("a branch wears the bank's face except for its own parts", async () => {
  expect((await save('bank', { name: 'Banco Austral', brand: '#8A1538' })).status).toBe(200);
  expect((await save('2', { brand: '#0b5a4a', typeface: 'serif' })).status).toBe(200);
  const [bank, first, second] = [await css('bank'), await css('1'), await css('2')];
  expect(first).toBe(bank);
  expect(bank).toContain('--brand:#8A1538');
  expect(bank).toContain('Banco%20Austral');
  expect(bank).not.toContain('--font');
  expect(second).toContain('--brand:#0b5a4a');
  expect(second).toContain('Banco%20Austral');
  expect(second).toContain('--font:');
  // back to the bank's face
  expect((await save('2', undefined)).status).toBe(200);
  expect(await css('2')).toBe(bank);
});

test('a sheet is revalidated by its mark, and sent again once it has changed', async () => {
  const before = await stage.ask('GET', '/api/face/1.css');
  const mark = before.headers.get('etag')!;
  expect(before.headers.get('cache-control')).toBe('no-cache');
  const again = { headers: { 'If-None-Match': mark } };
  expect((await stage.ask('GET', '/api/face/1.css', again)).status).toBe(304);
  await save('bank', { brand: '#0b5cad' });
  const after = await stage.ask('GET', '/api/face/1.css?v=2718281828', again);
  expect([after.status, after.text.includes('--brand:#0b5cad')]).toEqual([200, true]);
});

test('a logo may be cached for ever under its hash, and is served only while in use', async () => {
  const picture = png(120, 40);
  await save('bank', { logo: logoOf(picture) });
  const [at] = /\/api\/face\/1\.[0-9a-f]{16}\.png/.exec(decodeURIComponent(await css('1')))!;
  const got = await fetch(`http://127.0.0.1:${stage.app.port}${at}`);
  expect(Buffer.from(await got.arrayBuffer()).equals(picture)).toBe(true);
  expect([
    got.headers.get('content-type'),
    got.headers.get('cache-control'),
    got.headers.get('x-content-type-options'),
  ]).toEqual(['image/png', 'public, max-age=31536000, immutable', 'nosniff']);
  // it is heavy, so lists of names leave it out
  for (const path of ['directory', 'floor']) {
    const { text } = await stage.ask('GET', `/api/branches/1/${path}`, {
      as: await stage.staff('supervisor-1'),
    });
    expect([path, text.includes('data:image')]).toEqual([path, false]);
  }
  await save('bank', { logo: logoOf(png(60, 60)) });
  expect((await stage.ask('GET', at)).status).toBe(404);
  expect(decodeURIComponent(await css('1'))).not.toContain(at);
});

test('an icon, and what an installed page is called', async () => {
  await save('bank', { name: 'Banco Austral de Chile', brand: '#8a1538', logo: '' });
  const icon = await stage.ask('GET', '/api/face/bank.svg');
  expect([icon.status, icon.type]).toEqual([200, 'image/svg+xml']);
  expect(icon.text).toContain('fill="#8a1538"');
  const called = await fetch(`http://127.0.0.1:${stage.app.port}/api/face/bank.webmanifest`);
  expect(called.headers.get('content-type')).toBe('application/manifest+json');
  expect(await called.json()).toMatchObject({
    name: 'Banco Austral de Chile',
    short_name: 'Banco Austral',
    theme_color: '#8a1538',
    start_url: '/t',
    icons: [{ src: '/api/face/bank.svg' }],
  });
  const again = { headers: { 'If-None-Match': icon.headers.get('etag')! } };
  expect((await stage.ask('GET', '/api/face/bank.svg', again)).status).toBe(304);
  // a square logo is the icon; a wide one would be a thread, so the colours stay
  await save('bank', { logo: logoOf(png(60, 60)) });
  expect((await stage.ask('GET', '/api/face/bank.svg')).text).toContain('data:image/png;base64,');
  await save('bank', { logo: logoOf(png(300, 40)) });
  expect((await stage.ask('GET', '/api/face/bank.svg')).text).not.toContain('data:image');
});

test.each([
  ['brand', '#ffd100', /nearest is #[0-9a-f]{6}$/],
  ['accent', '#402000', /nearest is #[0-9a-f]{6}$/],
  ['brand', 'red', /#rrggbb/],
  ['logo', 'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImEoKSIvPg==', /PNG/],
  ['logo', 'https://bank.example/logo.png', /PNG/],
])('%s %s is refused, saying what to do', async (member, given, wants) => {
  const refused = await save('1', { [member]: given });
  expect(refused.status).toBe(422);
  const [error] = refused.body.errors!;
  expect([error.field, error.got]).toEqual([`face.${member}`, given]);
  expect(error.wants).toMatch(wants);
  const [nearest] = /#[0-9a-f]{6}$/.exec(error.wants) ?? [];
  if (nearest) expect((await save('1', { [member]: nearest })).status).toBe(200);
  await save('1', undefined);
});

test('start, 404 and every page link the sheet, and may load nothing else', async () => {
  await save('bank', { name: 'Banco Austral', logo: logoOf(png(60, 60)) });
  for (const path of ['/', '/no-such-page']) {
    const page = await stage.ask('GET', path, { headers: { Accept: 'text/html' } });
    expect(page.text).toContain('<link rel="stylesheet" href="/api/face/bank.css"');
    expect(page.text).toContain('class="bank-logo" src="/api/face/bank.');
    expect(page.text).toMatch(/<title>(404 · )?Banco Austral</);
    expect(page.headers.get('content-security-policy')).toContain("style-src 'self';");
  }
});

test('a kiosk says the name and the greeting', async () => {
  await save('bank', { name: 'Banco Austral', es: 'Bienvenida', en: 'Welcome' });
  const kiosk = await stage.ask('GET', '/api/branches/1/kiosk', {
    as: await stage.device('kiosk-1'),
  });
  expect(kiosk.body).toMatchObject({
    settings: { bank: 'Banco Austral', greeting: { es: 'Bienvenida', en: 'Welcome' } },
  });
});
