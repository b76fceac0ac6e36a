import {
  cookieIn,
  cookiesOf,
  deviceCookieValue,
  deviceTokens,
  endCookie,
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
  expect(setCookie('ticketero_session', 'token', 60, true)).toBe(
    '__Host-ticketero_session=token; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure',
  );
});

test("the previous release's name counts too, after this one's; both are deleted", () => {
  const name = 'ticketero_session';
  expect(cookieIn('ticketero_session=old', name)).toBe('old');
  expect(cookieIn('ticketero_session=planted; __Host-ticketero_session=ours', name)).toBe('ours');
  expect(cookieIn(undefined, name)).toBeUndefined();
  expect(endCookie(name, true).map((each) => each.split(';')[0])).toEqual([
    '__Host-ticketero_session=',
    'ticketero_session=',
  ]);
  expect(endCookie(name, false)).toHaveLength(1);
});

test('one browser holds at most four devices', () => {
  expect(deviceTokens('a.b')).toEqual(['a', 'b']);
  expect(deviceTokens(undefined)).toEqual([]);
  expect(deviceTokens('..a..')).toEqual(['a']);
  expect(deviceCookieValue(['a', 'b', 'c', 'd', 'e'])).toBe('a.b.c.d');
});
