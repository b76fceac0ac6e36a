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
import { Phase } from '../phase/phase';
import { PricedTemplate } from './charge';
import { PricedBill, priceTemplates } from './price-template';
import { PRICED_REGION } from './prices';
import { Workload } from './workload';

/** How instances are paid for. */
export enum Terms {
  /** By the hour. */
  ON_DEMAND = 'on demand',
  /**
   * One year without upfront payment, for what always runs: hosts up to the least of their group,
   * databases, cache nodes.
   */
  ONE_YEAR = 'with 1-year terms',
}

/** What a deployment may cost. */
export interface BillProps {
  /** The phase that is deployed. */
  readonly phase: Phase;

  /**
   * How much it is used.
   *
   * @default Workload.forPhase(phase)
   */
  readonly workload?: Workload;

  /**
   * What it may cost a month, US dollars, before tax.
   *
   * @default the phase's monthlyBudget
   */
  readonly monthlyBudget?: number;

  /**
   * How instances are paid for.
   *
   * @default Terms.ONE_YEAR
   */
  readonly terms?: Terms;

  /**
   * Stacks that are deployed with this one and belong to the same bill.
   *
   * @default only the stack this is in
   */
  readonly otherStacks?: Stack[];
}

/**
 * A check at synth: the templates are priced, and a build fails that costs more than its budget, or
 * that has something in it whose price nobody knows. It adds nothing to the stack. Prices are those
 * of us-east-1; `npm run cost` of the package prints them line by line.
 */
export class Bill extends Construct {
  public constructor(scope: Construct, id: string, props: BillProps) {
    super(scope, id);
    const stage = Stage.of(this);
    if (!stage) {
      throw new Error(
        'a Bill has to be in a stack of an App or a Stage; nothing is synthesized otherwise',
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
    // The stack itself: a bill is of nothing smaller. Reports point at a resource of a template.
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
          `the stack is in ${elsewhere.region}, and prices are known for ${PRICED_REGION} only`,
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
          '`npm run cost` lists what that saves and costs',
      ),
    ];
  }
}
