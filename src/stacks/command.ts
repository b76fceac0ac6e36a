import { existsSync, readFileSync } from 'node:fs';
import { SettingsError } from './settings';

/** Settings given as `-c name=value`; a name alone is empty. */
export function settingsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/**
 * Settings of every deploy, from `cdk.json` in the folder one is in, as the CDK reads them: without
 * them a command would speak of another deployment. The phase is the command's own.
 */
export function keptSettings(): Record<string, unknown> {
  if (!existsSync('cdk.json')) return {};
  const { context = {} } = JSON.parse(readFileSync('cdk.json', 'utf8')) as {
    context?: Record<string, unknown>;
  };
  return context;
}

/** An option that there is none of, or without its value: Node says which. */
const isMistyped = (error: Error & { readonly code?: unknown }): boolean =>
  String(error.code).startsWith('ERR_PARSE_ARGS_');

/**
 * Runs a command and exits with 1 if it throws. What a person can mend is a message; anything else
 * is a fault of the program, and has its stack.
 * @param isKnown whether an error is another one that a person can mend
 */
export function runCommand(main: () => void, isKnown: (error: Error) => boolean = () => false) {
  try {
    main();
  } catch (error) {
    const known =
      error instanceof Error &&
      (error instanceof SettingsError ||
        /^.?ValidationFailed/.test(error.name) ||
        isMistyped(error) ||
        isKnown(error));
    if (!known) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
