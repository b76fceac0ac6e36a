import { IConstruct } from 'constructs';
import { Setting } from './settings-readers';
import { settings } from './settings-table';
import { togetherProblems } from './settings-together';
import { unknownSettings } from './unknown-settings';

type Name = keyof typeof settings;
type GivenSettings = { readonly [N in Name]?: ReturnType<(typeof settings)[N]['read']> };

/** In place of a phase: `npx cdk synth -c phase=help`, as the CDK takes no option of an app's. */
const HELP = 'help';

/** Settings that change a size of the phase. */
type Size = 'databaseStorageGib' | 'databaseMaxStorageGib' | 'cacheShards' | 'foresightMetrics';

/** The settings of the ready-made app, from `-c name=value` or cdk.json. */
export type Settings = Omit<GivenSettings, Size> &
  Required<Pick<GivenSettings, 'phase' | 'region' | 'stackName' | 'countries' | 'removal'>>;

/**
 * Lists all problems at once, so that settings need not be corrected one at a time, and what can be
 * set. Without a problem: what can be set was asked for.
 */
export class SettingsError extends Error {
  public constructor(public readonly problems: readonly string[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(
      [
        ...(problems.length > 0
          ? [`The settings have ${count}:`, ...problems.map((problem) => `  - ${problem}`), '']
          : []),
        'Settings (-c name=value, or "context" in cdk.json):',
        ...Object.entries(settings).map(([name, { help }]) => `  ${name.padEnd(26)} ${help}`),
      ].join('\n'),
    );
    this.name = 'SettingsError';
  }
}

/**
 * Reads the settings from a scope's context.
 * @throws SettingsError that names every problem with the value received
 */
export function readSettings(scope: IConstruct): Settings {
  if (scope.node.tryGetContext('phase') === HELP) throw new SettingsError([]);
  const context = Object.keys(scope.node.getAllContext() as object);
  const problems = unknownSettings(context, Object.keys(settings));
  const read: Partial<Record<Name, unknown>> = {};
  for (const name of Object.keys(settings) as Name[]) {
    const value: unknown = scope.node.tryGetContext(name);
    if (isNone(value)) continue;
    try {
      if (typeof value === 'boolean' && !isSwitch(name)) throw new Error('give text');
      read[name] = settings[name].read(textOf(value));
    } catch (error) {
      problems.push(`${name} is "${shown(textOf(value))}"; ${(error as Error).message}`);
    }
  }
  const given = (name: Name) => !isNone(scope.node.tryGetContext(name));
  if (!given('phase')) {
    problems.push(
      'phase is missing; give -c phase=pilot, expansion or national (to bootstrap, any of them)',
    );
  }
  problems.push(
    ...togetherProblems({
      given,
      shown: (name) => shown(textOf(scope.node.tryGetContext(name))),
      read: read as GivenSettings,
    }),
  );
  if (problems.length > 0) throw new SettingsError(problems);
  const { databaseStorageGib, databaseMaxStorageGib, cacheShards, foresightMetrics, ...rest } =
    read as GivenSettings & Required<Pick<GivenSettings, 'phase'>>;
  const sizes = { databaseStorageGib, databaseMaxStorageGib, cacheShards, foresightMetrics };
  const { phase, ...others } = rest;
  return {
    ...others,
    phase: phase.resized({ name: phase.name, ...sizes }),
    region: others.region ?? 'us-east-1',
    stackName: others.stackName ?? 'Ticketero',
    countries: others.countries ?? ['CL'],
    removal: others.removal ?? 'retain',
  };
}

/** An empty setting counts as not given, and so does `null` in cdk.json. */
const isNone = (value: unknown) => value === undefined || value === null || value === '';

const isSwitch = (name: Name) => (settings[name] as Setting<unknown>).isSwitch ?? false;

/** A value without anything that may be a password in an address. */
const shown = (text: string) => text.replace(/(:\/\/|:)[^/\s]*@/g, '$1…@');

/** As text, like `-c` gives it; cdk.json may also hold numbers, lists and objects. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
