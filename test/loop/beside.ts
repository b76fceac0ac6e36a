import { EXIT, runCommand } from '../../src/local/machine/run-command';
import { Done, lineOf, run } from './steps';

/**
 * Runs scripts of package.json side by side, for a machine with two cores: each alone leaves much
 * of it unused. Prints a line as each ends; shows a failed one's output, and waits for the others.
 */
async function main(): Promise<number> {
  const done = await Promise.all(
    process.argv.slice(2).map(async (name): Promise<Done> => {
      const command = ['npm', 'run', '--silent', name];
      const ended = await run({ name, command }, process.cwd());
      console.log(lineOf(ended));
      return ended;
    }),
  );
  return done.every(({ ok }) => ok) ? EXIT.done : EXIT.no;
}

void runCommand(main);
