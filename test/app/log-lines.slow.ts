import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { LineWriter } from '../../src/app/log-lines';

/** An output that answers each write as the test says, and keeps what it took. */
function output() {
  const taken: Buffer[] = [];
  const asked: ((error: string | null, written?: number) => void)[] = [];
  let atOnce: (bytes: Buffer) => number = (bytes) => bytes.length;
  const files = {
    write(_fd: number, bytes: Buffer, done: (error: Error | null, written: number) => void) {
      asked.push((code, written = bytes.length) => {
        if (code === null) taken.push(bytes.subarray(0, written));
        done(code === null ? null : Object.assign(new Error(code), { code }), written);
      });
    },
    writeSync(_fd: number, bytes: Buffer) {
      const written = atOnce(bytes);
      taken.push(bytes.subarray(0, written));
      return written;
    },
  };
  const writer = new LineWriter(9, files);
  return {
    writer,
    asked: () => asked.length,
    answer: (error: string | null, written?: number) => asked.shift()!(error, written),
    text: () => Buffer.concat(taken).toString(),
    atOnce(does: typeof atOnce) {
      atOnce = does;
    },
  };
}
const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

test('lines come in order and whole, however little is taken at a time', () => {
  const { writer, asked, answer, text } = output();
  writer.write('uno ñ\n');
  for (const line of ['dos\n', 'tres\n']) writer.write(line);
  expect(asked()).toBe(1);
  answer(null, 5);
  answer(null);
  answer(null, 1);
  answer(null);
  expect([asked(), text()]).toEqual([0, 'uno ñ\ndos\ntres\n']);
});

test('what an output does not take is lost, and how much is said when it takes some again', () => {
  const { writer, answer, text } = output();
  writer.write('uno\n');
  writer.write('dos\n');
  writer.write('tres\n');
  answer('ENOSPC');
  answer('ENOSPC');
  writer.write('cuatro\n');
  answer(null);
  answer(null);
  const [first, second] = text().trim().split('\n');
  expect(first).toBe('cuatro');
  expect(JSON.parse(second)).toMatchObject({ level: 'warn', lost: 3 });
});

test('an output that never answers costs a bounded amount of memory', () => {
  const { writer, answer, text } = output();
  writer.write('uno\n');
  const line = `${'x'.repeat(1_023)}\n`;
  for (let count = 0; count < 3_000; count += 1) writer.write(line);
  answer(null);
  answer(null);
  expect(text().length).toBeLessThan(1_100_000);
  expect(JSON.parse(text().split('\n')[1])).toMatchObject({ lost: 3_000 - 1_024 });
});

test('at the end what waits is written, as far as it is taken', () => {
  const { writer, text, atOnce } = output();
  writer.write('uno\n');
  writer.write('dos\n');
  writer.write('tres\n');
  atOnce(() => 2);
  writer.end();
  expect(text()).toBe('dos\ntres\n');
  for (const code of ['ENOSPC', 'EAGAIN']) {
    const other = output();
    other.writer.write('uno\n');
    other.writer.write('dos\n');
    other.atOnce(failing(code));
    other.writer.end();
    expect(other.text()).toBe('');
  }
});

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

test('a full disk below standard output ends nothing and holds up no end', async () => {
  const program = `
    const { createLog } = require(${JSON.stringify(join(__dirname, '../../src/app/log'))});
    const log = createLog('debug', 'test');
    log.info({}, 'uno');
    setTimeout(() => log.info({}, 'dos'), 50);
    setTimeout(() => {
      log.info({}, 'tres');
      log.info({}, 'cuatro');
      process.stderr.write('still here');
      process.exit(3);
    }, 100);`;
  const full = openSync('/dev/full', 'w');
  child = spawn(process.execPath, ['--import', 'tsx', '-e', program], {
    cwd: join(__dirname, '../..'),
    stdio: ['ignore', full, 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (text) => (said += text));
  expect(await once(child, 'close')).toEqual([3, null]);
  expect(said).toBe('still here');
});
