import { ResourceDifference } from '@aws-cdk/cloudformation-diff';
import { givenUp } from './given-up';
import { checks } from './growth-checks';
import { orphans } from './growth-kept';
import { Step } from './growth-step';
import { GrowthTemplate, property, short } from './growth-template';
import { changesOf } from './property-changes';
import { unexplained } from './unexplained';

/** One reason not to deploy. */
export interface Danger {
  readonly rule: string;
  readonly id: string;
  readonly text: string;
}

const UNEXPLAINED = 'a change that nothing explains';
const WORDS = /\.Description$/;

const zonesOf = ({ Resources }: GrowthTemplate) =>
  new Set(
    Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::EC2::Subnet')
      .map((subnet) => JSON.stringify(property(subnet, 'AvailabilityZone'))),
  ).size;

/** What resources are computed from: values that change, and macros that rewrite everything. */
function beside(from: GrowthTemplate, to: GrowthTemplate): string[] {
  const { Mappings, Parameters, Transform } = from;
  const changed = [
    ...changesOf('Mappings', Mappings ?? {}, to.Mappings ?? {}),
    ...changesOf('Parameters', Parameters ?? {}, to.Parameters ?? {}),
  ].filter(({ path, old, now }) => old !== undefined && now !== undefined && !WORDS.test(path));
  return [...changed, ...changesOf('Transform', Transform, to.Transform)].map(
    ({ path, old, now }) => `changes ${path} (${short(old)} → ${short(now)})`,
  );
}

/** Every reason not to go from one template to another. */
export function dangersOf(
  from: GrowthTemplate,
  to: GrowthTemplate,
  differences: ReadonlyMap<string, ResourceDifference>,
): Danger[] {
  const dangers: Danger[] = [];
  const others: Danger[] = [];
  for (const id of new Set([...Object.keys(from.Resources), ...Object.keys(to.Resources)])) {
    const step: Step = {
      id,
      before: from.Resources[id],
      after: to.Resources[id],
      difference: differences.get(id),
      from,
      to,
    };
    for (const [rule, check] of Object.entries(checks)) {
      const text = check(step);
      if (text) dangers.push({ rule, id, text });
    }
    const text = unexplained(step);
    if (text) others.push({ rule: UNEXPLAINED, id, text });
  }
  for (const [id, after] of Object.entries(to.Resources)) {
    for (const text of givenUp(from.Resources[id], after)) {
      dangers.push({ rule: 'a protection is given up', id, text });
    }
  }
  for (const { id, text } of orphans(to)) {
    dangers.push({ rule: 'what is kept needs what goes', id, text });
  }
  for (const text of beside(from, to)) {
    others.push({ rule: UNEXPLAINED, id: 'the template', text: `${text}, and with it resources` });
  }
  const [old, now] = [zonesOf(from), zonesOf(to)];
  if (old !== now && old > 0) {
    dangers.push({
      rule: 'addresses or zones change',
      id: 'the network',
      text:
        `it had ${old} zones and has ${now}: ` +
        'subnets are numbered by zone, so all of them change; use three from the first day',
    });
  }
  return [...dangers, ...others];
}
