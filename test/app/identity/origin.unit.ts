import {
  fromElsewhere,
  isOurHost,
  readsFromElsewhere,
  sameOrigin,
} from '../../../src/app/identity/origin';

const from = (
  origin: string | undefined,
  host = 'turnos.bank.cl',
  publicUrl = 'https://turnos.bank.cl',
) => sameOrigin({ headers: { ...(origin === undefined ? {} : { origin }), host } }, publicUrl);

test.each(['https://turnos.bank.cl', 'https://turnos.bank.cl:443'])('our own: %s', (origin) =>
  expect(from(origin)).toBe(true),
);

test.each([
  undefined,
  'null',
  '',
  'https://evil.example',
  'https://turnos.bank.cl.evil.example',
  'https://turnos.bank.cl@evil.example',
  'https://turnos.bank.cl:8443',
  'turnos.bank.cl',
  'chrome-extension://turnos.bank.cl',
  'https://sub.turnos.bank.cl',
])("somebody else's: %s", (origin) => expect(from(origin)).toBe(false));

test("the request's own host is accepted if it is ours", () => {
  expect(from('http://127.0.0.1:8080', '127.0.0.1:8080')).toBe(true);
  expect(from('http://127.0.0.1:8081', '127.0.0.1:8080')).toBe(false);
  // Somebody else's name that points here.
  expect(from('http://evil.example', 'evil.example')).toBe(false);
  expect(from('http://10.0.0.5:8080', '10.0.0.5:8080')).toBe(false);
  expect(from('http://10.0.0.5:8080', '10.0.0.5:8080', 'http://localhost:8080')).toBe(true);
});

test.each([
  ['turnos.bank.cl', true],
  ['127.0.0.1:3000', true],
  ['[::1]:3000', true],
  ['localhost', true],
  ['localhost.evil.example', false],
  ['evil.example', false],
  ['10.0.0.5:8080', false],
  ['TURNOS.bank.cl:443', true],
  ['turnos.bank.cl:8443', false],
  ['turnos.bank.cl.', false],
  [undefined, false],
])('host %s: %s', (host, ours) => {
  expect(isOurHost(host, 'https://turnos.bank.cl')).toBe(ours);
});

test.each([
  [{}, false],
  [{ origin: 'https://turnos.bank.cl' }, false],
  [{ origin: 'https://evil.example' }, true],
  [{ origin: 'null' }, true],
  [{ 'sec-fetch-site': 'same-origin' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ 'sec-fetch-site': 'same-site' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, true],
  [{ 'sec-fetch-site': 'same-origin, cross-site' }, true],
])('from elsewhere, according to the browser: %j', (headers, elsewhere) => {
  const request = { headers: { host: 'turnos.bank.cl', ...headers } };
  expect(fromElsewhere(request, 'https://turnos.bank.cl')).toBe(elsewhere);
});

test.each([
  ['no-cors', 'image', true],
  ['no-cors', 'script', true],
  ['cors', 'empty', true],
  ['navigate', 'iframe', true],
  ['navigate', 'object', true],
  ['navigate', 'document', false],
])('another site makes a browser read: %s, %s: %s', (mode, dest, elsewhere) => {
  const request = (site: string) => ({
    headers: {
      'sec-fetch-site': site,
      'sec-fetch-mode': mode,
      'sec-fetch-dest': dest,
    },
  });
  for (const site of ['same-site', 'cross-site']) {
    expect(readsFromElsewhere(request(site), 'https://turnos.bank.cl')).toBe(elsewhere);
  }
  for (const site of ['same-origin', 'none']) {
    expect(readsFromElsewhere(request(site), 'https://turnos.bank.cl')).toBe(false);
  }
});
