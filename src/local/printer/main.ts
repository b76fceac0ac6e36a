import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PORTS } from '../../contract';
import { PollingPrinter, Trouble } from './printer';

/**
 * A simulated receipt printer. It polls like a Star CloudPRNT printer and writes what it prints to
 * a folder.
 */

const USAGE = `npm run printer -- [--url URL] [--user ID] [--password KEY] [--every SECONDS]
                   [--print SECONDS] [--media TYPE] [--folder PATH]

  --url URL          where it polls
                     (default: the demo bank's, http://localhost:${PORTS.app}/api/cloudprnt)
  --user, --password the printer's id and key (default: the demo bank's printer-1)
  --every SECONDS    between polls (default 3)
  --print SECONDS    how long a slip takes (default 1)
  --media TYPE       the form it takes, such as text/plain (default: Star commands)
  --folder PATH      where its paper goes (default .ticketero/paper)

While it runs, type one of:
paper out | paper in | cover open | cover closed | off | on | lose confirmation
`;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: `http://localhost:${PORTS.app}/api/cloudprnt` },
    user: { type: 'string', default: 'printer-1' },
    password: { type: 'string', default: 'printer-1' },
    every: { type: 'string', default: '3' },
    print: { type: 'string', default: '1' },
    media: { type: 'string' },
    folder: { type: 'string', default: join(__dirname, '../../../.ticketero/paper') },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};
const [everyMs, printMs] = [Number(values.every) * 1000, Number(values.print) * 1000];
if (values.help || !(everyMs > 0) || !(printMs >= 0)) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 1);
}

const folder = resolve(values.folder);
mkdirSync(folder, { recursive: true });
let papers = 0;
const printer = new PollingPrinter({
  url: values.url,
  user: values.user,
  password: values.password,
  everyMs,
  printMs,
  say,
  media: values.media
    ? [values.media]
    : ['application/vnd.star.starprnt', 'application/vnd.star.line'],
  out(bytes, { lines, codes }) {
    papers += 1;
    const name = join(folder, `${Date.now()}-${String(papers).padStart(3, '0')}`);
    writeFileSync(`${name}.bin`, bytes);
    writeFileSync(`${name}.txt`, [...lines, ...codes.map((code) => `[QR] ${code}`), ''].join('\n'));
    // The code on the paper is the customer's secret, so it is not printed here.
    say(
      `PRINTED ${name}.txt\n${lines
        .filter((line) => line.trim())
        .map((line) => `  | ${line}`)
        .join('\n')}`,
    );
  },
});

const switches: Readonly<Record<string, Partial<Trouble>>> = {
  'paper out': { paperOut: true },
  'paper in': { paperOut: false },
  'cover open': { coverOpen: true },
  'cover closed': { coverOpen: false },
  off: { silent: true },
  on: { silent: false },
  'lose confirmation': { losesConfirmation: true },
};
createInterface({ input: process.stdin }).on('line', (line) => {
  const change = switches[line.trim()];
  if (change) printer.turn(change);
  say(change ? `SWITCHED ${line.trim()}` : `Commands: ${Object.keys(switches).join(' | ')}`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    printer.end();
  });
}

say(`POLLING ${values.url} as ${values.user}`);
void printer.run().then(() => process.exit(0));
