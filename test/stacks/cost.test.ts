import { costReport, PhaseReport } from '../../src/stacks/cost/cost-report';
import { costJson, costText } from '../../src/stacks/cost/cost-text';
import '../constructs/quick-synth';

let reports: PhaseReport[];
const of = (name: string) => reports.find(({ phase }) => phase === name)!;

beforeAll(() => {
  reports = costReport();
});

test('every phase is within PF-3', () => {
  expect(
    reports
      .flatMap(({ budgets }) => budgets)
      .map(({ of: what, budget, within }) => [what, budget, within]),
  ).toEqual([
    ['pilot with 1-year terms', 110, true],
    ['pilot-lean on demand', 110, true],
    ['expansion with 1-year terms', 242, true],
    ['national with 1-year terms', 750, true],
  ]);
});

test('a thousand tickets cost less in each larger phase', () => {
  const [pilot, expansion, national] = reports.map(({ perThousandTickets }) => perThousandTickets);
  expect(expansion).toBeLessThan(pilot / 2);
  expect(national).toBeLessThan(expansion / 2);
});

test('the bill has every part that this platform pays for', () => {
  for (const { phase, bill } of reports) {
    const words = bill.lines.map(({ group, what }) => `${group}: ${what}`).join('\n');
    for (const part of [
      /ECS: hosts: t4g\.medium/,
      /RDS: primary and standby: db\./,
      /ElastiCache: valkey nodes/,
      /ALB: load balancer$/m,
      /edge: firewall at the edge: rules/,
      /edge: firewall at the load balancer: rules/,
      /network: NAT/,
      /keys and secrets: secrets/,
      /watching: metrics/,
      /watching: alarms/,
      /watching: traces/,
      /storage and backups: nightly backups/,
    ]) {
      expect(`${phase}\n${words}`).toMatch(part);
    }
  }
  expect(of('expansion').bill.lines.some(({ what }) => what.startsWith('read replica'))).toBe(true);
});

test('each saving option saves money and says what it gives up', () => {
  for (const { savings } of reports) {
    expect(savings.length).toBeGreaterThan(5);
    for (const { what, but, onDemand } of savings) {
      expect({ what, saves: onDemand >= 0 }).toEqual({ what, saves: true });
      expect(but.length).toBeGreaterThan(20);
    }
  }
  expect(of('national').savings.map(({ what }) => what)).toContain(
    'NAT instances instead of the gateway',
  );
});

test('the original list costs more than it says, mostly for what it omits', () => {
  const { said, bill, forgot, estimated } = of('pilot').literal;
  expect(said).toBe(110);
  expect(bill.onDemand).toBeGreaterThan(140);
  expect(
    estimated.reduce((sum, { costs }) => sum + costs, 0) +
      forgot.reduce((sum, { onDemand }) => sum + onDemand, 0),
  ).toBeCloseTo(bill.onDemand, 6);
  expect(forgot.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['NAT gateway', 'firewall at the edge', 'secrets']),
  );
  expect(of('national').literal.estimated.find(({ what }) => what === 'RDS')).toMatchObject({
    said: 200,
    costs: expect.closeTo(776, 0),
  });
});

test('it prints as text with every assumption, source and date, or as one line of JSON', () => {
  const text = costText(reports);
  for (const { workload } of reports) {
    for (const assumption of workload.assumptions()) expect(text).toContain(assumption);
  }
  for (const { price } of of('pilot').bill.lines) {
    expect(text).toContain(`${price.source}, ${price.read}`);
  }
  for (const { why } of of('pilot').bill.free) expect(text).toContain(why);
  const json = JSON.parse(JSON.stringify(costJson(reports))) as {
    withinBudget: boolean;
    phases: { phase: string; lines: { onDemand: number; source: string }[]; onDemand: number }[];
  };
  expect(json.withinBudget).toBe(true);
  for (const { lines, onDemand } of json.phases) {
    expect(lines.reduce((sum, each) => sum + each.onDemand, 0)).toBeCloseTo(onDemand);
  }
});

test('another region is refused instead of priced with these prices', () => {
  expect(() => costReport({ region: 'sa-east-1' })).toThrow(
    /only known for us-east-1, and region is sa-east-1/,
  );
});
