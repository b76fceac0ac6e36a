import { App } from 'aws-cdk-lib';
import { TicketApp } from '../constructs/image/ticket-app';
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

/** What the settings do not say. */
export interface MakeAppOptions {
  /** Where templates go; a temporary folder by default. */
  readonly outdir?: string;
  /** What it runs; the bundled app by default. */
  readonly ticketApp?: TicketApp;
  /**
   * Leaves the security packs out, where only what is in the templates matters: prices and
   * differences.
   */
  readonly unchecked?: boolean;
}

/**
 * The deployable app for the settings in `context`: one stack with the same id in every phase, and
 * one for the edge's firewall when the region is not us-east-1. Three security packs check it at
 * synth.
 * @param context settings by name, as `-c` gives them
 * @throws SettingsError
 */
export function makeApp(
  context: Record<string, string> = {},
  { outdir, ticketApp, unchecked }: MakeAppOptions = {},
): MadeApp {
  const app = new App({
    context: featureFlags,
    postCliContext: context,
    outdir,
    analyticsReporting: false,
    treeMetadata: false,
  });
  const settings = readSettings(app);
  // The original design's own list is made to be priced, not deployed: its single cache node is
  // what the packs refuse.
  if (!unchecked && !settings.phase.name.endsWith('-literal')) checkSecurity(app);
  const guardStack =
    settings.region === 'us-east-1'
      ? undefined
      : new EdgeGuardStack(app, `${settings.stackName}Edge`, settings);
  const classes = { pilot: PilotStack, expansion: ExpansionStack, national: NationalStack };
  const PhaseStack = classes[settings.phase.name.split('-')[0] as keyof typeof classes];
  const stack = new PhaseStack(
    app,
    settings.stackName,
    { settings, edgeGuard: guardStack?.guard, ticketApp },
    settings.phase,
  );
  if (guardStack) stack.addStackDependency(guardStack, 'its certificate has to exist first');
  return { app, stack };
}
