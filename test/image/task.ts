import { phaseTemplate } from '../constructs/synthesized';

interface Named {
  readonly Name: string;
  readonly Value?: unknown;
  readonly ValueFrom?: unknown;
}
export interface Container {
  readonly Name: string;
  readonly Command?: readonly string[];
  readonly Environment?: readonly Named[];
  readonly Secrets?: readonly Named[];
  readonly HealthCheck?: { readonly Command: readonly string[] };
  readonly StopTimeout?: number;
  readonly User?: string;
  readonly ReadonlyRootFilesystem?: boolean;
}

/** A container of the task definition that a phase synthesizes. */
export function containerOf(phase: string, name: string): Container {
  const [task] = Object.values(phaseTemplate(phase).findResources('AWS::ECS::TaskDefinition')) as {
    Properties: { ContainerDefinitions: Container[] };
  }[];
  return task.Properties.ContainerDefinitions.find((each) => each.Name === name)!;
}

/**
 * Exactly the variables the container gets: plain ones from the template unless `values` overrides
 * them; references and secrets from `values`.
 * @throws if `values` lacks one that only a deployment knows, or has one that the task does not set
 */
export function variablesOf(
  container: Container,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const named = [...(container.Environment ?? []), ...(container.Secrets ?? [])];
  const unknown = Object.keys(values).filter((name) => !named.some((each) => each.Name === name));
  if (unknown.length) throw new Error(`the task does not set ${unknown.join(', ')}`);
  return Object.fromEntries(
    named.map(({ Name, Value }) => {
      const value = values[Name] ?? Value;
      if (typeof value !== 'string') {
        throw new Error(
          `${Name} is known when the stack is deployed: the test has to give it a value`,
        );
      }
      return [Name, value];
    }),
  );
}
