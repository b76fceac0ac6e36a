import { sameOrigin } from '../../../src/app/identity/origin';

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

test("the request's own host is accepted too: a branch may reach the app by another name", () => {
  expect(from('http://10.0.0.5:8080', '10.0.0.5:8080')).toBe(true);
  expect(from('http://10.0.0.5:8081', '10.0.0.5:8080')).toBe(false);
});
