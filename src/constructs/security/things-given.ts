import { IResource, Stack, Token } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/**
 * Region and account of something, from its ARN or, if that is known only while deploying, from the
 * stack that creates it. May contain tokens.
 */
export function placeOf(arn: string, { env }: IResource): { region: string; account: string } {
  if (Token.isUnresolved(arn)) return env;
  const [, , , region, account] = arn.split(':');
  return { region, account };
}

/** The regions of a stack and of something it was given, if both are known and differ. */
function elsewhere(scope: Construct, there: string): { here: string; there: string } | undefined {
  const here = Stack.of(scope).region;
  const isKnown = !Token.isUnresolved(here) && !Token.isUnresolved(there);
  return isKnown && here !== there ? { here, there } : undefined;
}

/** What is wrong with a given key: AWS only encrypts with keys of the same region. */
export function keyProblems(scope: Construct, key: IKey | undefined): string[] {
  const where = key && elsewhere(scope, key.env.region);
  return where
    ? [
        `encryptionKey is in ${where.there} and the stack in ${where.here}, where it can encrypt ` +
          `nothing; give a key of ${where.here}, or leave it out for a new one`,
      ]
    : [];
}

/** What is wrong with a given log bucket: load balancers only write to their own region. */
export function logBucketProblems(scope: Construct, bucket: IBucket | undefined): string[] {
  const where = bucket && elsewhere(scope, bucket.env.region);
  return where
    ? [
        `logBucket is in ${where.there} and the stack in ${where.here}, whose load balancer ` +
          `writes to buckets of ${where.here} only; give one of there, or leave it out for a ` +
          'new one',
      ]
    : [];
}

/**
 * What is wrong with the place of a given network. An imported one is taken to be where the stack
 * is.
 */
export function vpcProblem(scope: Construct, { env }: IResource): string | undefined {
  const where = elsewhere(scope, env.region);
  if (where) {
    return (
      `vpc is in ${where.there} and the stack in ${where.here}, whose hosts and database can ` +
      `only be in a network of ${where.here}; give one of there, or leave it out for a new one`
    );
  }
  const { account } = Stack.of(scope);
  return Token.isUnresolved(account) || Token.isUnresolved(env.account) || account === env.account
    ? undefined
    : `vpc is in account ${env.account} and the stack in ${account}; share its subnets with ` +
        `${account} (AWS RAM) and import it there with Vpc.fromVpcAttributes(), or leave it out`;
}

/** What is wrong with a given alarm topic. */
export function topicProblems(scope: Construct, topic: ITopic | undefined): string[] {
  if (!topic) return [];
  const where = elsewhere(scope, topic.env.region);
  return [
    ...(where
      ? [
          `alarmTopic is in ${where.there} and the stack in ${where.here}, whose alarms tell ` +
            `topics of their own region only; give a topic of ${where.here}, or leave it out ` +
            'for a new one',
        ]
      : []),
    ...(topic.fifo
      ? [
          `alarmTopic is ${topic.topicName}, a FIFO topic, to which RDS and budgets tell ` +
            'nothing; give a standard topic',
        ]
      : []),
  ];
}

/** The tag names that AWS reserves, and what it accepts in others. */
const RESERVED = /^aws:/i;
const TAKEN = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const LONGEST = { name: 128, value: 256 };
/** Tags of a resource; CloudFormation and the platform need some of the 50 themselves. */
const MOST_TAGS = 40;

function tagProblem(name: string, value: string): string | undefined {
  if (Token.isUnresolved(name) || Token.isUnresolved(value)) return undefined;
  const given = `tags has "${name.slice(0, 40)}" = "${value.slice(0, 40)}"`;
  if (name === '') return `${given}, without a name; give one`;
  if (RESERVED.test(name) || RESERVED.test(value)) {
    return `${given}, and aws: is for AWS alone; begin name and value with something else`;
  }
  if (name.length > LONGEST.name || value.length > LONGEST.value) {
    return (
      `${given}, of ${name.length} and ${value.length} characters; ` +
      `AWS takes ${LONGEST.name} in a name and ${LONGEST.value} in a value: shorten it`
    );
  }
  return TAKEN.test(name) && TAKEN.test(value)
    ? undefined
    : `${given}; AWS takes letters, digits, spaces and _ . : / = + - @ in tags`;
}

/** What is wrong with the tags: one sentence for each that AWS would refuse during a deploy. */
export function tagProblems(tags: Readonly<Record<string, string>> = {}): string[] {
  const count = Object.keys(tags).length;
  return [
    ...Object.entries(tags).flatMap(([name, value]) => tagProblem(name, value) ?? []),
    ...(count > MOST_TAGS ? [`tags has ${count}; give ${MOST_TAGS} at most, as AWS takes 50`] : []),
  ];
}
