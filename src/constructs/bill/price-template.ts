import { Charge, Context, Group, PricedTemplate, Rule } from './charge';
import { computeRules } from './compute-rules';
import { dataRules } from './data-rules';
import { edgeRules } from './edge-rules';
import { freeTypes } from './free-types';
import { networkRules } from './network-rules';
import { Price } from './prices';
import { watchRules } from './watch-rules';
import { Workload } from './workload';

const rules: Readonly<Record<string, Rule>> = {
  ...computeRules,
  ...dataRules,
  ...edgeRules,
  ...networkRules,
  ...watchRules,
};

/** One line of a bill. Money is US dollars a month, before tax. */
export interface Line {
  readonly group: Group;
  readonly what: string;
  readonly price: Price;
  /** Units used. */
  readonly quantity: number;
  /** Units covered by a monthly allowance. */
  readonly free: number;
  readonly onDemand: number;
  /**
   * With one-year terms and no upfront payment, for everything that offers them and always runs.
   */
  readonly withTerms: number;
  /** Logical ids of the resources that are charged. */
  readonly resources: readonly string[];
}

/** A resource type that costs nothing. */
interface FreeType {
  readonly type: string;
  readonly count: number;
  readonly why: string;
}

/** What a set of templates costs a month. */
export interface PricedBill {
  readonly lines: readonly Line[];
  readonly free: readonly FreeType[];
  readonly onDemand: number;
  readonly withTerms: number;
}

interface Sum {
  charge: Charge;
  quantity: number;
  underTerms: number;
  resources: string[];
}

const groups: readonly Group[] = [
  'ECS',
  'RDS',
  'ElastiCache',
  'ALB',
  'network',
  'edge',
  'keys and secrets',
  'watching',
  'storage and backups',
];

/**
 * Prices templates that are deployed together.
 * @throws one error that names every resource without a price: a type without a rule, or an
 * instance type that is not in a table
 */
export function priceTemplates(
  templates: readonly PricedTemplate[],
  workload: Workload,
): PricedBill {
  const sums = new Map<string, Sum>();
  const free = new Map<string, number>();
  const problems: string[] = [];
  const resources = Object.assign(
    {},
    ...templates.map((template) => template.Resources ?? {}),
  ) as Context['resources'];
  for (const [id, resource] of Object.entries(resources)) {
    const rule = rules[resource.Type];
    if (!rule) {
      if (resource.Type in freeTypes) {
        free.set(resource.Type, (free.get(resource.Type) ?? 0) + 1);
      } else {
        problems.push(
          `${id} is of type ${resource.Type}, which has no price rule; ` +
            'add one in src/constructs/bill/, or say in free-types.ts why it costs nothing',
        );
      }
      continue;
    }
    try {
      for (const charge of rule(resource, { workload, resources })) add(sums, id, charge);
    } catch (error) {
      problems.push(`${id}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) {
    throw new Error(
      `The bill cannot be computed:
${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }

  const lines = [...sums.values()]
    .map(toLine)
    .sort(
      (one, other) =>
        groups.indexOf(one.group) - groups.indexOf(other.group) || other.onDemand - one.onDemand,
    );
  const total = (part: 'onDemand' | 'withTerms') =>
    lines.reduce((sum, line) => sum + line[part], 0);
  return {
    lines,
    free: [...free].sort().map(([type, count]) => ({ type, count, why: freeTypes[type] })),
    onDemand: total('onDemand'),
    withTerms: total('withTerms'),
  };
}

function add(sums: Map<string, Sum>, id: string, charge: Charge): void {
  const key = `${charge.group}: ${charge.what}`;
  const sum = sums.get(key) ?? { charge, quantity: 0, underTerms: 0, resources: [] };
  sum.quantity += charge.quantity;
  sum.underTerms += charge.underTerms ?? charge.quantity;
  sum.resources.push(id);
  sums.set(key, sum);
}

function toLine({ charge, quantity, underTerms, resources }: Sum): Line {
  const { group, what, price } = charge;
  const free = Math.min(quantity, price.free ?? 0);
  const onDemand = (quantity - free) * price.usd;
  return {
    group,
    what,
    price,
    quantity,
    free,
    onDemand,
    withTerms: onDemand - underTerms * price.usd * (price.term ?? 0),
    resources,
  };
}
