import { Line } from '../../constructs/bill/price-template';
import { Price, PRICED_REGION } from '../../constructs/bill/prices';
import { PhaseReport } from './cost-report';

const money = (usd: number) => usd.toFixed(2).padStart(9);
const amount = (value: number) =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 100) / 100);

/** A unit price, with all its digits. */
const unitPrice = ({ usd }: Price) =>
  `$${/\.\d{3}/.test(String(usd)) ? String(usd) : usd.toFixed(2)}`;

/** Footnotes that list each source once. */
class Sources {
  private readonly known: string[] = [];

  public of({ source, read }: Price): string {
    const text = `${source}, ${read}`;
    if (!this.known.includes(text)) this.known.push(text);
    return `[${this.known.indexOf(text) + 1}]`;
  }

  public text(): string[] {
    return this.known.map((text, index) => `  [${index + 1}] ${text}`);
  }
}

function table(lines: readonly Line[], sources: Sources): string[] {
  const rows = [
    `  ${'what'.padEnd(56)} ${'quantity'.padStart(10)} ` +
      `${'unit price and source'.padEnd(48)} ${'on demand'.padStart(9)} ${'1-year'.padStart(9)}`,
  ];
  for (const { group, what, quantity, free, price, onDemand, withTerms } of lines) {
    const allowance = free > 0 ? `, ${amount(free)} free` : '';
    rows.push(
      `  ${`${group}: ${what}`.padEnd(56)} ${amount(quantity).padStart(10)} ` +
        `${`${unitPrice(price)} / ${price.unit}${allowance} ${sources.of(price)}`.padEnd(48)} ` +
        `${money(onDemand)} ${money(withTerms)}`,
    );
  }
  return rows;
}

function phaseText(report: PhaseReport, sources: Sources): string[] {
  const { phase, workload, bill, budgets, savings, literal } = report;
  const text = [
    '',
    `== ${phase}: $${bill.onDemand.toFixed(2)} a month on demand, $${bill.withTerms.toFixed(2)} ` +
      `with 1-year terms, $${report.perThousandTickets.toFixed(2)} for 1,000 tickets`,
    '',
  ];
  text.push(
    ...table(bill.lines, sources),
    `  ${'total'.padEnd(56)} ` +
      `${''.padStart(10)} ${''.padEnd(48)} ${money(bill.onDemand)} ${money(bill.withTerms)}`,
    '',
  );
  for (const { of, cost, budget, within } of budgets) {
    text.push(
      `  ${within ? 'within' : 'ABOVE'} its budget: ` +
        `${of} $${cost.toFixed(2)} of $${budget.toFixed(2)}`,
    );
  }
  text.push('', '  It assumes:', ...workload.assumptions().map((line) => `  - ${line}`));
  text.push(
    '',
    '  It would be less with:',
    `  ${'change'.padEnd(44)} ${'on demand'.padStart(9)} ${'1-year'.padStart(9)}  but`,
  );
  for (const { what, but, onDemand, withTerms } of savings) {
    text.push(`  ${what.padEnd(44)} ${money(-onDemand)} ${money(-withTerms)}  ${but}`);
  }

  text.push(
    '',
    '  The instances that the original design lists ' +
      `(phase=${phase}-literal) really cost $${literal.bill.onDemand.toFixed(2)} on demand, ` +
      `$${literal.bill.withTerms.toFixed(2)} with terms; ` +
      `with all its hosts running all month $${literal.allHosts.toFixed(2)}`,
  );
  for (const { what, said, costs } of literal.estimated) {
    text.push(`  ${what.padEnd(44)} estimated ${money(said)}, really ${money(costs)}`);
  }
  if (literal.said !== undefined) {
    text.push(
      `  ${'total'.padEnd(44)} estimated ${money(literal.said)}, ` +
        `really ${money(literal.bill.onDemand)}`,
      '  It forgot:',
    );
  }
  for (const { group, what, onDemand } of literal.forgot) {
    text.push(`  ${`${group}: ${what}`.padEnd(66)} ${money(onDemand)}`);
  }
  return text;
}

/** The bills as a text for people. */
export function costText(reports: readonly PhaseReport[]): string {
  const sources = new Sources();
  const phases = reports.flatMap((report) => phaseText(report, sources));
  const free = new Map(
    reports.flatMap(({ bill }) => bill.free.map(({ type, why }) => [type, why] as const)),
  );
  const reasons = [...new Set(free.values())].map(
    (why) =>
      `  - ${why}: ${[...free]
        .filter(([, each]) => each === why)
        .map(([type]) => type.replace(/^AWS::/, ''))
        .join(', ')}`,
  );
  return [
    'Monthly bills in US dollars, ' +
      `${PRICED_REGION}, before tax, of the templates as they would be deployed.`,
    ...phases,
    '',
    'Free, in every phase that has them:',
    ...reasons,
    '',
    'Prices, with the day they were read:',
    ...sources.text(),
    'Terms are standard one-year terms without upfront payment, as read for t4g.small (-37.5 %), ' +
      't3.medium (-37.3 %), m7g.large (-33.8 %; EC2 offer of 2026-09-25), ' +
      'db.t3.large (-29.6 %), db.r8g (-33 %) and cache.m6g (-31.7 %)',
    '(infracost golden files, 2026-05); ' +
      'other sizes of a family are assumed to get the same discount. ' +
      "Databases, cache nodes and hosts up to their group's minimum are under terms.",
  ].join('\n');
}

/** The bills as JSON for programs. */
export function costJson(reports: readonly PhaseReport[]): object {
  const line = ({ group, what, quantity, free, price, onDemand, withTerms, resources }: Line) => ({
    group,
    what,
    quantity,
    free,
    unit: price.unit,
    unitPrice: price.usd,
    source: price.source,
    read: price.read,
    onDemand,
    withTerms,
    resources,
  });
  return {
    region: PRICED_REGION,
    withinBudget: reports.every(({ budgets }) => budgets.every(({ within }) => within)),
    phases: reports.map(
      ({ phase, workload, bill, perThousandTickets, budgets, savings, literal }) => ({
        phase,
        onDemand: bill.onDemand,
        withTerms: bill.withTerms,
        tickets: workload.tickets,
        perThousandTickets,
        budgets,
        lines: bill.lines.map(line),
        free: bill.free,
        assumptions: workload.assumptions(),
        savings,
        literal: {
          onDemand: literal.bill.onDemand,
          withTerms: literal.bill.withTerms,
          allHosts: literal.allHosts,
          said: literal.said,
          estimated: literal.estimated,
          forgot: literal.forgot.map(line),
          lines: literal.bill.lines.map(line),
        },
      }),
    ),
  };
}
