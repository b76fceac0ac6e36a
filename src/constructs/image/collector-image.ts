import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { BoundTicketApp } from './ticket-app';

/**
 * The AWS distribution of the OpenTelemetry collector, pinned to the newest version of May 2026.
 */
const COLLECTOR_IMAGE = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0';

/**
 * The image of the collector. Where nothing leaves the network, hosts cannot read public
 * registries, so the deploy copies it to the repository of the account's bootstrap stack.
 */
export function collectorImage(
  scope: Construct,
  given: string | undefined,
  hasEgress: boolean,
  architecture: InstanceArchitecture,
): BoundTicketApp {
  if (given !== undefined || hasEgress) {
    return { image: ContainerImage.fromRegistry(given ?? COLLECTOR_IMAGE) };
  }
  // in the folder of the templates, so that nothing stays behind elsewhere
  const directory = join(Stage.of(scope)!.outdir, 'ticketero-collector');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'Dockerfile'), `FROM ${COLLECTOR_IMAGE}\n`);
  const asset = new DockerImageAsset(scope, 'CollectorImage', {
    directory,
    platform:
      architecture === InstanceArchitecture.ARM_64 ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64,
  });
  return { image: ContainerImage.fromDockerImageAsset(asset), repository: asset.repository };
}
