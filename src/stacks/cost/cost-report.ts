import { Line, PricedBill, priceTemplates } from '../../constructs/bill/price-template';
import { PRICED_REGION } from '../../constructs/bill/prices';
import { Workload } from '../../constructs/bill/workload';
import { phaseTemplates } from '../phase-templates';
import { levers, pulled } from './cost-levers';

/** A limit that a bill must keep (PF-3). */
interface BudgetCheck {
  readonly of: string;
  readonly budget: number;
  readonly cost: number;
  readonly within: boolean;
}

/** A change that would make a phase cheaper. Amounts in US dollars a month. */
interface Saving {
  readonly what: string;
  readonly but: string;
  readonly onDemand: number;
  readonly withTerms: number;
}

/**
 * A line of the original design's estimate, and what it really costs with the instances it lists.
 */
interface Estimated {
  readonly what: string;
  readonly said: number;
  readonly costs: number;
}

/** A phase with the instances that the original design lists. */
interface LiteralBill {
  readonly bill: PricedBill;
  /** Its estimate, line by line; empty for expansion, which it did not price. */
  readonly estimated: readonly Estimated[];
  /** The total it gives. */
  readonly said?: number;
  /** Lines that its estimate lacks. */
  readonly forgot: readonly Line[];
  /** With all hosts of the phase running all month, on demand. */
  readonly allHosts: number;
}

/** A phase's bill, its limits, its levers and the original design's estimate. */
export interface PhaseReport {
  readonly phase: string;
  readonly workload: Workload;
  readonly bill: PricedBill;
  /** US dollars per thousand tickets, with 1-year terms. */
  readonly perThousandTickets: number;
  readonly budgets: readonly BudgetCheck[];
  readonly savings: readonly Saving[];
  readonly literal: LiteralBill;
}

const names = ['pilot', 'expansion', 'national'] as const;
type Name = (typeof names)[number];

/**
 * Lines of the original design: their names, the part of the bill they correspond to, and the
 * estimated cost.
 */
const estimates: Readonly<
  Record<
    Name,
    {
      said?: number;
      lines: readonly { what: string; includes: (line: Line) => boolean; said: number }[];
    }
  >
> = {
  pilot: {
    said: 110,
    lines: [part('ECS', 50), part('RDS', 25), part('ElastiCache', 15), part('ALB', 20)],
  },
  expansion: { lines: [] },
  national: {
    said: 750,
    lines: [
      part('ECS', 400),
      part('RDS', 200),
      part('ElastiCache', 100),
      {
        what: 'ALB + CloudFront',
        said: 50,
        includes: ({ group, what }) => group === 'ALB' || what.startsWith('CloudFront'),
      },
    ],
  },
};

function part(name: string, said: number) {
  return { what: name, said, includes: ({ group }: Line) => group === name };
}

const sum = (lines: readonly Line[]) => lines.reduce((total, { onDemand }) => total + onDemand, 0);

function literalBill(name: Name, context: Readonly<Record<string, unknown>>): LiteralBill {
  const { phase, templates } = phaseTemplates(`${name}-literal`, context);
  const bill = priceTemplates(templates, Workload.forPhase(phase));
  const { said, lines } = estimates[name];
  return {
    bill,
    said,
    estimated: lines.map(({ what, includes, said: thought }) => ({
      what,
      said: thought,
      costs: sum(bill.lines.filter(includes)),
    })),
    forgot:
      lines.length === 0
        ? []
        : bill.lines.filter(
            (line) => line.onDemand > 0 && !lines.some(({ includes }) => includes(line)),
          ),
    allHosts: priceTemplates(templates, Workload.forPhase(phase, { averageHosts: phase.hostsMax }))
      .onDemand,
  };
}

function phaseReport(name: Name, context: Readonly<Record<string, unknown>>): PhaseReport {
  const { phase, templates } = phaseTemplates(name, context);
  const workload = Workload.forPhase(phase);
  const bill = priceTemplates(templates, workload);
  const lean = phaseTemplates(`${name}-lean`, context);
  const leanBill = priceTemplates(lean.templates, Workload.forPhase(lean.phase));

  const saving = (what: string, but: string, cheaper: PricedBill): Saving => ({
    what,
    but,
    onDemand: bill.onDemand - cheaper.onDemand,
    withTerms: bill.withTerms - cheaper.withTerms,
  });
  const savings = levers.flatMap((lever) => {
    const changed = pulled(lever, templates);
    return changed ? [saving(lever.what, lever.but, priceTemplates(changed, workload))] : [];
  });
  savings.push(
    saving(
      'everything in lean()',
      `phase=${name}-lean: all the smaller sizes above, with every component kept`,
      leanBill,
    ),
  );
  if (name === 'national' && !('egress' in context)) {
    const other = phaseTemplates(name, { ...context, egress: 'instance:2' });
    savings.push(
      saving(
        'NAT instances instead of the gateway',
        'egress=instance:2: messages wait a minute or two while one is replaced',
        priceTemplates(other.templates, workload),
      ),
    );
  }

  const check = (of: string, cost: number, budget: number): BudgetCheck => ({
    of,
    budget,
    cost,
    within: cost <= budget,
  });
  const budgets = [check(`${name} with 1-year terms`, bill.withTerms, phase.monthlyBudget)];
  if (name === 'pilot') {
    budgets.push(check('pilot-lean on demand', leanBill.onDemand, phase.monthlyBudget));
  }
  return {
    phase: name,
    workload,
    bill,
    perThousandTickets: (bill.withTerms / workload.tickets) * 1000,
    budgets,
    savings: savings.sort((one, other) => other.withTerms - one.withTerms),
    literal: literalBill(name, context),
  };
}

/**
 * Bills of the three phases.
 * @param context settings by name, as in `npx cdk deploy -c name=value`
 * @throws for a region whose prices are not known, and for a resource without a price
 */
export function costReport(context: Readonly<Record<string, unknown>> = {}): PhaseReport[] {
  if ((context.region ?? PRICED_REGION) !== PRICED_REGION) {
    throw new Error(
      `Prices are only known for ${PRICED_REGION}, and region is ${String(context.region)}. ` +
        'Several prices of other regions could not be confirmed by a primary source, ' +
        'and half a bill would look like a whole one',
    );
  }
  return names.map((name) => phaseReport(name, context));
}
