import { App } from 'aws-cdk-lib';
import { TicketApp } from '../constructs/image/ticket-app';
import { warnOfDomainElsewhere } from './domain-elsewhere';
import { EdgeAlarmsStack } from './edge-alarms-stack';
import { EdgeGuardStack } from './edge-guard-stack';
import { ExpansionStack } from './expansion-stack';
import { featureFlags } from './feature-flags';
import { NationalStack } from './national-stack';
import { PilotStack } from './pilot-stack';
import { checkSecurity } from './security';
import { readSettings } from './settings';
import { TicketeroStack } from './ticketero-stack';

/** An app and its stack. */
export interface MadeApp {
  readonly app: App;
  readonly stack: TicketeroStack;
}

/** Options that are not settings. */
export interface MakeAppOptions {
  /** The folder for the templates; a temporary one by default. */
  readonly outdir?: string;
  /** The app it runs; the bundled one by default. */
  readonly ticketApp?: TicketApp;
  /**
   * Skips the security packs, for when only the content of the templates matters, such as for
   * prices and differences.
   */
  readonly unchecked?: boolean;
  /** Settings of every deploy from cdk.json; differences lead to warnings. */
  readonly kept?: Readonly<Record<string, unknown>>;
}

/**
 * The deployable app for the settings in `context`: one stack with the same id in every phase, and
 * one for the edge's firewall when the region is not us-east-1. Three security packs check it at
 * synth.
 * @param context settings by name, as `-c` gives them
 * @throws SettingsError
 */
export function makeApp(
  context: Readonly<Record<string, unknown>> = {},
  { outdir, ticketApp, unchecked, kept }: MakeAppOptions = {},
): MadeApp {
  const app = new App({
    context: featureFlags,
    postCliContext: context,
    outdir,
    analyticsReporting: false,
    treeMetadata: false,
  });
  const settings = readSettings(app);
  // The original design's instances are only priced, never deployed: the packs would refuse the
  // single cache node.
  if (!unchecked && !settings.phase.name.endsWith('-literal')) checkSecurity(app);
  const guardStack =
    settings.region === 'us-east-1'
      ? undefined
      : new EdgeGuardStack(app, `${settings.stackName}Edge-${settings.region}`, settings);
  const classes = { pilot: PilotStack, expansion: ExpansionStack, national: NationalStack };
  const PhaseStack = classes[settings.phase.name.split('-')[0] as keyof typeof classes];
  const stack = new PhaseStack(
    app,
    settings.stackName,
    { settings, edgeGuard: guardStack?.guard, ticketApp },
    settings.phase,
  );
  if (kept) warnOfDomainElsewhere(stack, settings, kept);
  if (guardStack) {
    stack.addStackDependency(guardStack, 'its certificate has to exist first');
    const id = `${settings.stackName}EdgeAlarms-${settings.region}`;
    new EdgeAlarmsStack(app, id, stack, guardStack.guard, settings).addStackDependency(
      stack,
      'its distribution has to exist first',
    );
  }
  return { app, stack };
}
