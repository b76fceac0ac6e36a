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
 * Settings of every deploy, from `cdk.json` in the current folder, as the CDK reads them: without
 * them a command would describe another deployment. The phase is the command's own.
 */
export function keptSettings(): Record<string, unknown> {
  if (!existsSync('cdk.json')) return {};
  const { context = {} } = JSON.parse(readFileSync('cdk.json', 'utf8')) as {
    context?: Record<string, unknown>;
  };
  return context;
}

/** Whether an error of a synth is one that a person can mend. */
export const isRefusal = (error: Error): boolean =>
  error instanceof SettingsError || /^.?ValidationFailed/.test(error.name);
