import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { PricedTemplate } from '../constructs/bill/charge';
import { BoundTicketApp, TicketApp, TicketAppProps } from '../constructs/image/ticket-app';
import { Phase } from '../constructs/phase/phase';
import { makeApp } from './make-app';
import { settings } from './settings-table';

/** A domain that belongs to nobody, which `npm run synth:pilot` also uses. */
const exampleDomain = {
  domain: 'turnos.example.com',
  zone: 'example.com',
  zoneId: 'Z0123456789EXAMPLE',
};

/** The image as in a deploy, in a repository of the account. */
class StandIn extends TicketApp {
  public constructor(props: TicketAppProps) {
    super(props, props.architecture);
  }

  public problems(): string[] {
    return [];
  }

  public bind(scope: Construct): BoundTicketApp {
    const repository = Repository.fromRepositoryName(scope, 'StandIn', 'ticketero');
    return { image: ContainerImage.fromEcrRepository(repository, '1'), repository };
  }
}

/** A phase as it would be deployed with the settings in `context`. */
export interface PhaseTemplates {
  readonly phase: Phase;
  /** The stack's template, and that of the edge's firewall if it is a separate stack. */
  readonly templates: readonly PricedTemplate[];
}

/**
 * Synthesizes a phase without security packs, for prices and differences. The app need not be
 * built; the name of an image stands in for it.
 * @param name as in the setting `phase`: pilot, national-lean, …
 */
export function phaseTemplates(
  name: string,
  context: Readonly<Record<string, unknown>> = {},
): PhaseTemplates {
  const phase = settings.phase.read(name);
  const ticketApp = new StandIn({ architecture: phase.hostInstanceType.architecture });
  const domain = 'domain' in context ? {} : exampleDomain;
  const { app } = makeApp({ ...domain, ...context, phase: name }, { ticketApp, unchecked: true });
  const assembly = app.synth();
  const stacks = app.node.children.filter((child): child is Stack => Stack.isStack(child));
  return {
    phase,
    templates: stacks.map(
      ({ artifactId }) => assembly.getStackArtifact(artifactId).template as PricedTemplate,
    ),
  };
}
