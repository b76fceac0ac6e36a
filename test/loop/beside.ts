import { EXIT, runCommand } from '../../src/local/machine/run-command';
import { Done, lineOf, run } from './steps';

/**
 * Scripts of package.json side by side, for a machine of two cores: alone, each leaves much of it
 * unused. One line for each as it ends; whoever fails is shown, and the others are waited for.
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
