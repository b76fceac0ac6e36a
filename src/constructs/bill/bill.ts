import { readFileSync } from 'node:fs';
import {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
  Stack,
  Stage,
  Validations,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checked, Kinds, member, number, objects, of } from '../given/given';
import { Phase } from '../phase/phase';
import { PHASE } from '../phase/phase-problems';
import { PricedTemplate } from './charge';
import { PricedBill, priceTemplates } from './price-template';
import { PRICED_REGION } from './prices';
import { Workload } from './workload';

/** How instances are paid for. */
export enum Terms {
  /** On demand, by the hour. */
  ON_DEMAND = 'on demand',
  /**
   * One-year terms without upfront payment for everything that always runs: hosts up to their
   * group's minimum, databases and cache nodes. The rest is on demand.
   */
  ONE_YEAR = 'with 1-year terms',
}

/** What a deployment may cost. */
export interface BillProps {
  /** The phase to price. */
  readonly phase: Phase;

  /**
   * How heavily it is used.
   *
   * @default Workload.forPhase(phase)
   */
  readonly workload?: Workload;

  /**
   * The most it may cost a month, in US dollars before tax. The synth fails above it.
   *
   * @default the phase's `monthlyBudget`
   */
  readonly monthlyBudget?: number;

  /**
   * How instances are paid for.
   *
   * @default Terms.ONE_YEAR
   */
  readonly terms?: Terms;

  /**
   * Other stacks deployed with this one that belong on the same bill.
   *
   * @default only the stack this construct is in
   */
  readonly otherStacks?: Stack[];
}

/** What each property takes. */
const KINDS: Kinds<BillProps> = {
  phase: PHASE,
  workload: of('a Workload, such as Workload.of()'),
  monthlyBudget: number,
  terms: member('Terms.ON_DEMAND or Terms.ONE_YEAR', Terms),
  otherStacks: objects,
};

/**
 * Prices the templates at synth and fails the build if they cost more than the budget, or contain
 * something without a known price. It adds nothing to the stack. Prices are for us-east-1; `npm run
 * cost` in the package prints the bill line by line.
 */
export class Bill extends Construct {
  public constructor(scope: Construct, id: string, props: BillProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const stage = Stage.of(this);
    if (!stage) {
      throw new Error(
        'a Bill must be in a stack of an App or a Stage; otherwise nothing is synthesized',
      );
    }
    Validations.of(stage).addPlugins(
      new BillCheck(props, [Stack.of(this), ...(props.otherStacks ?? [])]),
    );
  }
}

class BillCheck implements IPolicyValidationPlugin {
  public readonly name = 'Ticketero bill';
  public readonly ruleIds = ['MonthlyBudget', 'KnownPrices'];

  public constructor(
    private readonly props: BillProps,
    private readonly stacks: readonly Stack[],
  ) {}

  public validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    const paths = this.stacks.map(({ node }) => node.path);
    const mine = stackTemplates.filter(({ stackConstructPath }) =>
      paths.includes(stackConstructPath),
    );
    const violations = this.problems(
      mine.map(
        ({ templatePath }) => JSON.parse(readFileSync(templatePath, 'utf8')) as PricedTemplate,
      ),
      mine[0]?.templatePath,
    );
    return { success: violations.length === 0, violations };
  }

  private problems(
    templates: PricedTemplate[],
    templatePath: string | undefined,
  ): PolicyViolation[] {
    const { phase, terms = Terms.ONE_YEAR, monthlyBudget = phase.monthlyBudget } = this.props;
    // A bill covers a whole stack, but validation reports have to point at a resource in a
    // template.
    const violation = (ruleName: string, description: string, fix: string): PolicyViolation => ({
      ruleName,
      description,
      fix,
      violatingResources: [{ resourceLogicalId: 'Stack', templatePath, locations: [] }],
    });
    const elsewhere = this.stacks.find(
      ({ region }, index) => index === 0 && region !== PRICED_REGION,
    );
    if (elsewhere) {
      return [
        violation(
          'KnownPrices',
          `the stack is in ${elsewhere.region}, and prices are only known for ${PRICED_REGION}`,
          'leave the Bill out, or price the region in src/constructs/bill/',
        ),
      ];
    }
    let bill: PricedBill;
    try {
      bill = priceTemplates(templates, this.props.workload ?? Workload.forPhase(phase));
    } catch (error) {
      return [
        violation(
          'KnownPrices',
          (error as Error).message,
          'add a price rule, or leave the Bill out',
        ),
      ];
    }
    const cost = terms === Terms.ON_DEMAND ? bill.onDemand : bill.withTerms;
    if (cost <= monthlyBudget) return [];
    const largest = [...bill.lines]
      .sort((one, other) => other.onDemand - one.onDemand)
      .slice(0, 5)
      .map(({ what, onDemand }) => `${what} $${onDemand.toFixed(2)}`);
    return [
      violation(
        'MonthlyBudget',
        `phase ${phase.name} costs $${cost.toFixed(2)} a month ${terms}, ` +
          `and its budget is $${monthlyBudget.toFixed(2)}; ` +
          `the largest lines on demand: ${largest.join(', ')}`,
        'raise monthlyBudget, or make something smaller: ' +
          '`npm run cost` lists what each change saves and what it gives up',
      ),
    ];
  }
}
