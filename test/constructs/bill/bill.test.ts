import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnResource, Stack } from 'aws-cdk-lib';
import { Bill, BillProps, Terms } from '../../../src/constructs/bill/bill';
import { Phase } from '../../../src/constructs/phase/phase';
import { pattern } from '../../support/pattern';
import { deployment, Deployment } from '../synthesized';

/** A deployment with a bill: what it adds to synth's report, and whether synth passed. */
function billed(
  props: Partial<BillProps> = {},
  change: (made: Deployment) => void = () => undefined,
  region?: string,
): { passed: boolean; report: string } {
  const made = deployment({ region });
  new Bill(made.stack, 'Bill', { phase: Phase.PILOT, ...props });
  change(made);
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const before = process.exitCode;
  try {
    const { directory } = made.app.synth();
    return {
      passed: process.exitCode !== 1,
      report: readFileSync(join(directory, 'validation-report.json'), 'utf8'),
    };
  } catch (error) {
    const report = [
      (error as Error).message,
      ...said.mock.calls.flat(),
      readFileSync(join(made.app.outdir, 'validation-report.json'), 'utf8'),
    ];
    return { passed: false, report: report.join('\n') };
  } finally {
    process.exitCode = before;
    said.mockRestore();
  }
}

test('a pilot within its budget passes', () => {
  expect(billed().passed).toBe(true);
});

test('a build over budget fails, naming cost, budget and the largest lines', () => {
  const { passed, report } = billed({ monthlyBudget: 90 });
  expect(passed).toBe(false);
  expect(report).toMatch(
    pattern(
      /phase pilot costs \$\d+\.\d\d a month with 1-year terms, and its budget is \$90\.00; /,
      /the largest lines on demand: hosts: t4g\.medium/,
    ),
  );
});

test('on demand the same pilot costs more than its budget', () => {
  expect(billed({ terms: Terms.ON_DEMAND })).toMatchObject({
    passed: false,
    report: expect.stringMatching(/pilot costs \$12\d\.\d\d a month on demand/),
  });
});

test('something without a price fails', () => {
  const { passed, report } = billed(
    {},
    ({ stack }) => new CfnResource(stack, 'Queue', { type: 'AWS::SQS::Queue' }),
  );
  expect(passed).toBe(false);
  expect(report).toMatch(/Queue is of type AWS::SQS::Queue, which has no price rule/);
});

test('other stacks of the same bill are counted; of other bills they are not', () => {
  const withQueue = (counted: boolean) => {
    const made = deployment();
    const other = new Stack(made.app, 'Other', { env: { region: 'us-east-1' } });
    new CfnResource(other, 'Queue', { type: 'AWS::SQS::Queue' });
    new Bill(made.stack, 'Bill', {
      phase: Phase.PILOT,
      otherStacks: counted ? [other] : undefined,
    });
    return () => made.app.synth();
  };
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(withQueue(false)).not.toThrow();
  expect(withQueue(true)).toThrow();
  said.mockRestore();
});
