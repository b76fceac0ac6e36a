import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { markWhole, onlyOne } from './security/only-one';
import { TicketeroProps } from './ticketero-props';

/** What each deployment of an app was given, kept for as long as the app itself is in memory. */
const given = new WeakMap<object, TicketeroProps>();

/** Marks a construct as a whole deployment, and records what it was given. */
export function enlist(scope: Construct, props: TicketeroProps): void {
  markWhole(scope);
  given.set(scope, props);
}

const isSame = (one: string | undefined, other: string | undefined) =>
  one !== undefined && !Token.isUnresolved(one) && one === other;

/** Identifies a secret: by its whole ARN, or by its token if the app creates it. */
const arnOf = ({ telegramSecret }: TicketeroProps) => telegramSecret?.secretArn;

/**
 * Conflicts between deployments of one app: one sentence each, reported on the later deployment.
 * Most of what they share does no harm: a zone, a topic, a key, a network, a firewall.
 */
export function besideOthers(scope: Construct): string[] {
  const all = scope.node.root.node.findAll().filter((each) => given.has(each));
  const own = given.get(scope)!;
  const before = all
    .slice(0, all.indexOf(scope))
    .map((each) => ({ path: each.node.path, theirs: given.get(each)! }));
  const name = own.domainName?.name;
  const named = before.find(({ theirs }) => isSame(name, theirs.domainName?.name));
  // a copy that sends nothing does not ask for messages either
  const telling = before.filter(({ theirs }) => theirs.messages !== false);
  const asked =
    own.messages === false || own.telegramSecret === undefined
      ? undefined
      : telling.find(({ theirs }) => arnOf(theirs) === arnOf(own));
  return [
    ...onlyOne(scope, 'the names of database, backups, alarms and dashboard'),
    ...(named
      ? [
          `domainName is ${name}, which ${named.path} has as well, and CloudFront serves a name ` +
            'from one distribution only; give each deployment a name of its own',
        ]
      : []),
    ...(asked
      ? [
          `telegramSecret is that of ${asked.path} as well, and two deployments with one token ` +
            "take each other's messages; give each a bot of its own, or messages: false to a copy",
        ]
      : []),
  ];
}
