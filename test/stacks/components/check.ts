import { Template } from 'aws-cdk-lib/assertions';
import { only } from '../../constructs/synthesized';

/** How many in pilot, expansion and national. */
type Counts = readonly [number, number, number];
export const phases = ['pilot', 'expansion', 'national'] as const;
export type PhaseName = (typeof phases)[number];

export const count = (type: string, counts: Counts) => (template: Template, phase: PhaseName) =>
  template.resourceCountIs(type, counts[phases.indexOf(phase)]);
export const exists = (type: string, properties: unknown) => (template: Template) =>
  template.hasResourceProperties(type, properties as never);
export const each =
  <T>(values: Record<PhaseName, T>, check: (template: Template, value: T) => void) =>
  (template: Template, phase: PhaseName) =>
    check(template, values[phase]);
export const container = (template: Template, name: string) => {
  const { ContainerDefinitions } = only(template, 'AWS::ECS::TaskDefinition') as never as {
    ContainerDefinitions: { Name: string; Environment: { Name: string; Value: unknown }[] }[];
  };
  return ContainerDefinitions.find((one) => one.Name === name)!;
};

/** Fails where the template of a phase lacks a component. */
type Check = (template: Template, phase: PhaseName) => void;

/** By component name, the check that it is there and works. */
export type Components = Readonly<Record<string, Check>>;
