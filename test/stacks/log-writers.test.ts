import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { makeApp } from '../../src/stacks/make-app';
import { anyApp, only, resources } from '../constructs/synthesized';
import { resolved } from './resolved';

/**
 * Whether the policy of the log bucket lets its writers in: that of the platform's own bucket, and
 * the one that the runbook adds to a bank's bucket.
 */

const ACCOUNT = '111122223333';
const LOGS = 'bank-access-logs';
const ELB = 'logdelivery.elasticloadbalancing.amazonaws.com';
/** A bucket of the template, under the name of its logical id. */
const named = (id: string) => `arn:aws:s3:::${id}`;

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: Record<string, string | string[]> | '*';
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

interface Policy {
  readonly Statement: readonly Statement[];
}

/** A service's request, with exactly the condition keys that AWS documents for it. */
interface PolicyRequest {
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  readonly keys: Record<string, string>;
}

const listed = (value: string | string[]) => [value].flat();
const like = (patterns: string | string[], value: string) =>
  listed(patterns).some((pattern) =>
    new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(
      value,
    ),
  );

/** Like IAM: a condition on a key absent from the request is not met, whatever the operator. */
function fulfils({ Condition = {} }: Statement, keys: PolicyRequest['keys']): boolean {
  return Object.values(Condition).every((compared) =>
    Object.entries(compared).every(([key, values]) => key in keys && like(values, keys[key])),
  );
}

const allowed = (
  statements: readonly Statement[],
  { who, action, resource, keys }: PolicyRequest,
) =>
  statements.some(
    (each) =>
      each.Effect === 'Allow' &&
      each.Principal !== '*' &&
      Object.values(each.Principal).flat().includes(who) &&
      listed(each.Action).some((pattern) => like(pattern, action)) &&
      like(each.Resource, resource) &&
      fulfils(each, keys),
  );

const template = (context: Record<string, string>) =>
  Template.fromStack(
    makeApp({ phase: 'national', ...context }, { ticketApp: anyApp(), unchecked: true }).stack,
  );

/** The requests of a template's writers to the bucket, each where the template sends it. */
function writers(made: Template, bucket: string, balancers: string): Record<string, PolicyRequest> {
  const plain = (value: unknown) => resolved(value, 'Ticketero', 'us-east-1');
  const attributes = only(made, 'AWS::ElasticLoadBalancingV2::LoadBalancer')
    .LoadBalancerAttributes as unknown as { Key: string; Value: string }[];
  const prefix = attributes.find(({ Key }) => Key === 'access_logs.s3.prefix')!.Value;
  const ofAccount = { 'aws:SourceAccount': ACCOUNT };
  const delivery = {
    who: 'delivery.logs.amazonaws.com',
    keys: { ...ofAccount, 'aws:SourceArn': `arn:aws:logs:us-east-1:${ACCOUNT}:*` },
  };
  const network = JSON.stringify(plain(only(made, 'AWS::EC2::FlowLog').LogDestination));
  const folder = /\/(\w+)\/?"/.exec(network)![1];
  const written = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  const put = (at: string) => ({ action: 's3:PutObject', resource: `${bucket}/${at}` });
  return {
    // its documentation names no condition key, and a condition on the ARN refuses it
    balancer: { who: balancers, keys: {}, ...put(`${prefix}/AWSLogs/${ACCOUNT}/a/b.log.gz`) },
    network: {
      ...delivery,
      ...put(`${folder}/AWSLogs/${ACCOUNT}/vpcflowlogs/a.log.gz`),
      keys: { ...delivery.keys, ...written },
    },
    'network, which looks first': { ...delivery, action: 's3:GetBucketAcl', resource: bucket },
    'network, which lists': { ...delivery, action: 's3:ListBucket', resource: bucket },
    ...Object.fromEntries(
      Object.entries(resources(made, 'AWS::S3::Bucket')).flatMap(([id, { Properties }]) => {
        const logs = Properties.LoggingConfiguration as { LogFilePrefix: string } | undefined;
        const keys = { ...ofAccount, 'aws:SourceArn': named(id) };
        const who = 'logging.s3.amazonaws.com';
        return logs ? [[id, { who, keys, ...put(`${logs.LogFilePrefix}2026-11-27-a`) }]] : [];
      }),
    ),
  };
}

/** What the runbook adds to an existing bucket's policy. */
function ofRunbook(): readonly Statement[] {
  const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
  const block = [...runbook.matchAll(/^ *```sh\n([^]*?)```$/gm)]
    .map(([, text]) => text)
    .find((text) => text.includes(`bucket=${LOGS}`))!;
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-log-writers-'));
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\necho ${ACCOUNT}\n`, { mode: 0o755 });
  const { stdout } = spawnSync('sh', ['-euc', block], {
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH}` },
  });
  return (JSON.parse(stdout) as Policy).Statement;
}

const refused = (statements: readonly Statement[], request: Record<string, PolicyRequest>) =>
  Object.entries(request)
    .filter(([, each]) => !allowed(statements, each))
    .map(([name]) => name);

test("the runbook's addition to an existing bucket lets all its writers in", () => {
  const asked = writers(template({ logBucket: LOGS }), named(LOGS), ELB);
  expect(refused(ofRunbook(), asked)).toEqual([]);
});

test('and nobody for another account, or elsewhere in the bucket', () => {
  const asked = writers(template({ logBucket: LOGS }), named(LOGS), ELB);
  const others = Object.entries(asked).map(([name, each]): [string, PolicyRequest] => [
    name,
    JSON.parse(JSON.stringify(each).replaceAll(ACCOUNT, '444455556666')) as PolicyRequest,
  ]);
  expect(refused(ofRunbook(), Object.fromEntries(others))).toEqual(Object.keys(asked));
  const anywhere = Object.entries(asked)
    .filter(([, { action }]) => action === 's3:PutObject')
    .map(([name, each]): [string, PolicyRequest] => [
      name,
      { ...each, resource: `${named(LOGS)}/payroll/a` },
    ]);
  expect(refused(ofRunbook(), Object.fromEntries(anywhere))).toEqual(
    anywhere.map(([name]) => name),
  );
});

test("the policy of the platform's own bucket lets them in as well", () => {
  const made = template({});
  const [id] = Object.keys(resources(made, 'AWS::S3::Bucket')).filter((each) =>
    each.includes('StorageLogs'),
  );
  const policy = Object.values(resources(made, 'AWS::S3::BucketPolicy')).find(
    ({ Properties }) => (Properties.Bucket as { Ref?: string }).Ref === id,
  )!;
  const text = JSON.stringify((policy.Properties.PolicyDocument as Policy).Statement).replaceAll(
    /\{"Fn::GetAtt":\["(\w+)","Arn"\]\}/g,
    (_, of: string) => JSON.stringify(named(of)),
  );
  const statements = resolved(JSON.parse(text), 'Ticketero', 'us-east-1') as Statement[];
  // us-east-1 has a separate account for balancers, which the CDK names
  const asked = writers(made, named(id), 'arn:aws:iam::127311923021:root');
  expect(refused(statements, asked)).toEqual([]);
});
