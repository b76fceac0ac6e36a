import { createLog, scrub } from '../../src/app/log';

function lines() {
  const written: string[] = [];
  const log = createLog('debug', 'task-1', {
    write: (line) => {
      written.push(line);
    },
  });
  return { log, written, last: () => JSON.parse(written.at(-1)!) as Record<string, unknown> };
}

test('a line is one JSON object with level, time, instance and message', () => {
  const { log, written, last } = lines();
  log.warn({ branch: '1' }, 'something');
  expect(written[0].endsWith('\n')).toBe(true);
  expect(last()).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    instance: 'task-1',
    branch: '1',
    msg: 'something',
  });
});

test('members named like a secret are removed, three levels deep', () => {
  const { log, written } = lines();
  log.info(
    {
      password: 'x1',
      body: { nationalId: 'x2', phone: 'x3', inner: { token: 'x4' } },
      headers: { authorization: 'x5', cookie: 'x6', 'sec-websocket-protocol': 'x7' },
    },
    'request',
  );
  expect(written[0]).not.toMatch(/x[1-7]/);
  expect(written[0].match(/\[removed\]/g)).toHaveLength(7);
});

test.each([
  ['Key (value)=(12345678-5) already exists', '12345678'],
  ['12.345.678-K', '345.678'],
  ['call +56912345678 now', '5691'],
  [
    'https://api.telegram.org/bot123456789:AAH-abcdefghijklmnopqrstuvwxyz_0123456/sendMessage',
    'AAH',
  ],
  ['Authorization: Bearer abcdefghijklmnop0123', 'abcdef'],
  ['Ticket 1abcdefghijklmnopqrstuv', 'abcdef'],
  ['postgresql://app:hunter2@db:5433/t', 'hunter2'],
])('what looks like a secret is removed wherever it is: %s', (text, secret) => {
  const { log, written, last } = lines();
  log.error({ reason: text, deep: { list: [text] } }, text);
  expect(written[0]).not.toContain(secret);
  expect(last().msg).toContain('[removed]');
});

test('ids, instants and numbers stay readable', () => {
  const line = JSON.stringify({
    requestId: '0b5c2c1e-0d6f-4a53-9f0c-6a7f5b6f5a11',
    other: '12345678-1234-4123-8123-123456789012',
    at: 1795518000000,
    time: '2026-11-24T11:38:00.000Z',
    number: 'C01',
    page: 'http://localhost:8080/t',
  });
  expect(scrub(line)).toBe(line);
});
