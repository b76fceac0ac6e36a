import '../machine/node-version';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PORTS } from '../../contract';
import { commandLine, CommandLineError, numberGiven, pathGiven } from '../machine/command-line';
import { EXIT, runCommand } from '../machine/run-command';
import { PollingPrinter, Trouble } from './printer';

/**
 * A simulated receipt printer. It polls like a Star CloudPRNT printer and writes what it prints to
 * a folder.
 */

const command = 'npm run printer';
const usage = `${command} -- [--url URL] [--user ID] [--password KEY] [--every SECONDS]
                   [--print SECONDS] [--media TYPE] [--folder PATH]

  --url URL          the address to poll
                     (default: the demo bank's, http://localhost:${PORTS.app}/api/cloudprnt)
  --user, --password the printer's id and key (default: the demo bank's printer-1)
  --every SECONDS    between polls (default 3)
  --print SECONDS    how long a slip takes (default 1)
  --media TYPE       the media type it takes, such as text/plain (default: Star commands)
  --folder PATH      where its paper goes (default .ticketero/paper)
  --help             this text

While it runs, type one of:
paper out | paper in | cover open | cover closed | off | on | lose confirmation

Ctrl-C ends it with status 0; it exits with 2 if it cannot start.
`;

const options = {
  url: 'value',
  user: 'value',
  password: 'value',
  every: 'value',
  print: 'value',
  media: 'value',
  folder: 'value',
} as const;

const PAPER = join(__dirname, '../../../.ticketero/paper');
/** Its id, and its key. */
const DEMO_PRINTER = 'printer-1';
const DAY_SECONDS = 86_400;

const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};

const switches: Readonly<Record<string, Partial<Trouble>>> = {
  'paper out': { paperOut: true },
  'paper in': { paperOut: false },
  'cover open': { coverOpen: true },
  'cover closed': { coverOpen: false },
  off: { silent: true },
  on: { silent: false },
  'lose confirmation': { losesConfirmation: true },
};
/** `npm run printer`. */
async function main(): Promise<number> {
  const asked = commandLine(process.argv.slice(2), { command, usage, options });
  if (!asked) return EXIT.done;
  const { values } = asked;
  const url = values.url ?? `http://localhost:${PORTS.app}/api/cloudprnt`;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new CommandLineError(
      `--url is ${JSON.stringify(url)}; it must be an address that begins with http`,
      { command },
    );
  }
  const seconds = (name: string, text: string, least: number) =>
    numberGiven(name, text, { least, most: DAY_SECONDS }, { command });
  const folder = values.folder === undefined ? PAPER : pathGiven(values.folder);
  mkdirSync(folder, { recursive: true });
  const user = values.user ?? DEMO_PRINTER;
  let papers = 0;
  const printer = new PollingPrinter({
    url,
    user,
    password: values.password ?? DEMO_PRINTER,
    everyMs: seconds('--every', values.every ?? '3', 0.01) * 1000,
    printMs: seconds('--print', values.print ?? '1', 0) * 1000,
    say,
    media: values.media
      ? [values.media]
      : ['application/vnd.star.starprnt', 'application/vnd.star.line'],
    out(bytes, { lines, codes }) {
      papers += 1;
      const name = join(folder, `${Date.now()}-${String(papers).padStart(3, '0')}`);
      writeFileSync(`${name}.bin`, bytes);
      writeFileSync(
        `${name}.txt`,
        [...lines, ...codes.map((code) => `[QR] ${code}`), ''].join('\n'),
      );
      // The code on the paper is the customer's secret, so it is not printed here.
      say(
        `PRINTED ${name}.txt\n${lines
          .filter((line) => line.trim())
          .map((line) => `  | ${line}`)
          .join('\n')}`,
      );
    },
  });

  createInterface({ input: process.stdin }).on('line', (line) => {
    const change = switches[line.trim()];
    if (change) printer.turn(change);
    say(change ? `SWITCHED ${line.trim()}` : `Commands: ${Object.keys(switches).join(' | ')}`);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      printer.end();
    });
  }

  say(`POLLING ${url} as ${user}`);
  await printer.run();
  process.exit(EXIT.done); // waiting for input keeps the process alive
}

void runCommand(main);
