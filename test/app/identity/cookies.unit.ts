import {
  cookiesOf,
  deviceCookieValue,
  deviceTokens,
  setCookie,
} from '../../../src/app/identity/cookies';

test('cookies are read by name; of two with the same name the first counts', () => {
  expect(cookiesOf('a=1; ticketero_session=x=y ;b=; a=2')).toEqual({
    a: '1',
    ticketero_session: 'x=y',
    b: '',
  });
  expect(cookiesOf(undefined)).toEqual({});
  expect(cookiesOf('nonsense; =; ;')).toEqual({});
});

test('cookies are HttpOnly, same-site, and secure where there is HTTPS', () => {
  expect(setCookie('ticketero_session', 'token', 60, false)).toBe(
    'ticketero_session=token; Path=/; HttpOnly; SameSite=Strict; Max-Age=60',
  );
  expect(setCookie('ticketero_session', '', 0, true)).toBe(
    'ticketero_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure',
  );
});

test('one browser holds at most four devices', () => {
  expect(deviceTokens('a.b')).toEqual(['a', 'b']);
  expect(deviceTokens(undefined)).toEqual([]);
  expect(deviceTokens('..a..')).toEqual(['a']);
  expect(deviceCookieValue(['a', 'b', 'c', 'd', 'e'])).toBe('a.b.c.d');
});
