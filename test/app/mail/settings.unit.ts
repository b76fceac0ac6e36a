import { MailVariables, readMail } from '../../../src/app/mail/settings';

const FROM = 'Banco Demo <turnos@bank.cl>';
const read = (variables: MailVariables) => {
  const problems: string[] = [];
  return { settings: readMail(variables, problems), problems };
};

test('without a server there is no mail, and no error', () => {
  expect(read({})).toEqual({ settings: undefined, problems: [] });
});

test.each([
  ['smtp://mail.bank.cl', { host: 'mail.bank.cl', port: 587, tls: 'starttls' }],
  ['smtps://mail.bank.cl', { host: 'mail.bank.cl', port: 465, tls: 'implicit' }],
  ['smtp://mail.bank.cl:2525', { host: 'mail.bank.cl', port: 2525, tls: 'starttls' }],
  ['smtp://relay.bank:25?tls=none', { host: 'relay.bank', port: 25, tls: 'none' }],
  ['smtp://u%40b:p%3Aw@mail.bank.cl', { username: 'u@b', password: 'p:w', tls: 'starttls' }],
])('%s', (url, expected) => {
  const { settings, problems } = read({ url, from: FROM });
  expect(problems).toEqual([]);
  expect(settings).toMatchObject(expected);
  expect(settings!.from).toEqual({ address: 'turnos@bank.cl', name: 'Banco Demo' });
});

test('user and password may come separately from the URL, as a secret provides them', () => {
  const given = {
    url: 'smtp://mail.bank.cl',
    from: 'turnos@bank.cl',
    username: 'u',
    password: 'p',
  };
  expect(read(given).settings).toMatchObject({
    username: 'u',
    password: 'p',
    from: { address: 'turnos@bank.cl' },
  });
});

test.each<[MailVariables, RegExp]>([
  [{ url: 'mail.bank.cl', from: FROM }, /^SMTP_URL is not a URL: write smtp:\/\//],
  [
    { url: 'https://mail.bank.cl', from: FROM },
    /must start with smtp:\/\/ or smtps:\/\/, not http/,
  ],
  [{ url: 'smtp://h/path', from: FROM }, /^SMTP_URL must be scheme, host and port only/],
  [{ url: 'smtp://h?tls=maybe', from: FROM }, /^SMTP_URL has tls=maybe: only tls=none/],
  [{ url: 'smtps://h?tls=none', from: FROM }, /^SMTP_URL has tls=none: only/],
  [{ url: 'smtp://h?pool=true', from: FROM }, /^SMTP_URL has pool, which is not known/],
  [{ url: 'smtp://u:secret@h?tls=none', from: FROM }, /would cross the network readable/],
  [{ url: 'smtp://h' }, /^MAIL_FROM is not set: set it to the address/],
  [{ url: 'smtp://h', from: 'nobody' }, /^MAIL_FROM must be .*, not "nobody"$/],
  [{ url: 'smtp://h', from: 'a <b@c>\nBcc: x@y' }, /^MAIL_FROM must be/],
  [{ url: 'smtp://h', from: FROM, username: 'u' }, /SMTP_USERNAME and SMTP_PASSWORD belong/],
  [{ from: FROM }, /^MAIL_FROM is set and SMTP_URL is not/],
  [{ domains: 'bank.cl' }, /^MAIL_DOMAINS is set and SMTP_URL is not/],
  [{ url: 'smtp://h', from: FROM, domains: '@bank.cl, b.cl' }, /^MAIL_DOMAINS has "@bank.cl": set/],
  [{ url: 'smtp://h', from: FROM, domains: ',' }, /^MAIL_DOMAINS has "", "": set it to domains/],
  [
    { url: 'smtp://h', from: FROM, ca: '/etc/ca.pem' },
    /^SMTP_CA is not a certificate: give its PEM/,
  ],
  [{ password: 'secret' }, /^SMTP_PASSWORD is set and SMTP_URL is not/],
])('%j', (variables, problem) => {
  const { settings, problems } = read(variables);
  expect(settings).toBeUndefined();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(problem);
  // a problem is shown and logged: it never holds a password
  expect(problems[0]).not.toContain('secret');
});

test('domains are compared in lower case', () => {
  const { settings } = read({ url: 'smtp://h', from: FROM, domains: 'Bank.CL, filial.bank.cl' });
  expect(settings?.domains).toEqual(['bank.cl', 'filial.bank.cl']);
});
