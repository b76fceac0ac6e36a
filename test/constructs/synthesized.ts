import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { DomainName } from '../../src/constructs/edge/domain-name';
import { TicketApp } from '../../src/constructs/image/ticket-app';
import { Phase } from '../../src/constructs/phase/phase';
import { Ticketero } from '../../src/constructs/ticketero';
import { TicketeroProps } from '../../src/constructs/ticketero-props';
import { makeApp } from '../../src/stacks/make-app';
import './quick-synth';

/** A placeholder domain, as in `npm run synth:pilot`. */
export const exampleDomain = {
  domain: 'turnos.example.com',
  zone: 'example.com',
  zoneId: 'Z0123456789EXAMPLE',
};

/**
 * The bundled app if it was built, otherwise a folder of the same shape: templates do not depend on
 * its contents.
 */
export function anyApp(): TicketApp {
  const bundled = TicketApp.bundled();
  if (bundled.problems().length === 0) return bundled;
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-app-'));
  writeFileSync(
    join(folder, 'Dockerfile'),
    'FROM public.ecr.aws/docker/library/node:24-slim\nCOPY main.js /app/\n',
  );
  writeFileSync(join(folder, 'main.js'), '');
  return TicketApp.fromDirectory(folder);
}

const made = new Map<string, Template>();

/** The template of the deployable app for a phase; made once per test file. */
export function phaseTemplate(
  phase: string,
  context: Record<string, string> = exampleDomain,
): Template {
  const key = JSON.stringify([phase, context]);
  const known = made.get(key);
  if (known) return known;
  const template = Template.fromStack(
    makeApp({ phase, ...context }, { ticketApp: anyApp() }).stack,
  );
  made.set(key, template);
  return template;
}

/** An app with a deployment in it. */
export interface Deployment {
  readonly app: App;
  readonly stack: Stack;
  readonly ticketero: Ticketero;
}

/**
 * A whole deployment in its own stack, without security packs: what a user of the library writes.
 */
export function deployment(props: Partial<TicketeroProps> & { region?: string } = {}): Deployment {
  const { region = 'us-east-1', ...own } = props;
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Bank', { env: { region } });
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: exampleDomain.zoneId,
    zoneName: exampleDomain.zone,
  });
  const ticketero = new Ticketero(stack, 'Ticketero', {
    phase: Phase.PILOT,
    app: anyApp(),
    domainName: DomainName.inZone(zone, exampleDomain.domain),
    ...own,
  });
  return { app, stack, ticketero };
}

/** The template of such a deployment. */
export function deploymentTemplate(
  props: Partial<TicketeroProps> & { region?: string } = {},
): Template {
  return Template.fromStack(deployment(props).stack);
}

/** The problems that synth reports, as one string. */
export function refusal(app: App): string {
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('synth refused nothing');
}

type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly [key: string]: unknown;
};

/** Resources of a type, by logical id. */
export function resources(template: Template, type: string): Record<string, Resource> {
  return template.findResources(type) as Record<string, Resource>;
}

/** Properties of the only resource of a type; fails when there are more. */
export function only(template: Template, type: string): Record<string, never> {
  const found = Object.values(resources(template, type));
  if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
  return found[0].Properties as Record<string, never>;
}

/** A matcher for part of an object, wherever it is in a list. */
export const has = (part: Record<string, unknown>) => Match.arrayWith([Match.objectLike(part)]);
