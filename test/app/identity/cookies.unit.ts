import {
  cookiesOf,
  deviceCookieValue,
  deviceTokens,
  setCookie,
} from '../../../src/app/identity/cookies';

test('cookies by name; the first of two with one name counts', () => {
  expect(cookiesOf('a=1; ticketero_session=x=y ;b=; a=2')).toEqual({
    a: '1',
    ticketero_session: 'x=y',
    b: '',
  });
  expect(cookiesOf(undefined)).toEqual({});
  expect(cookiesOf('nonsense; =; ;')).toEqual({});
});

test('what is set is for HTTP only, for this site only, and for HTTPS where there is any', () => {
  expect(setCookie('ticketero_session', 'token', 60, false)).toBe(
    'ticketero_session=token; Path=/; HttpOnly; SameSite=Strict; Max-Age=60',
  );
  expect(setCookie('ticketero_session', '', 0, true)).toBe(
    'ticketero_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure',
  );
});

test('one browser is at most four devices', () => {
  expect(deviceTokens('a.b')).toEqual(['a', 'b']);
  expect(deviceTokens(undefined)).toEqual([]);
  expect(deviceTokens('..a..')).toEqual(['a']);
  expect(deviceCookieValue(['a', 'b', 'c', 'd', 'e'])).toBe('a.b.c.d');
});
