import { Token } from 'aws-cdk-lib';
import { ISubnet, IVpc, SelectedSubnets, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Egress } from './egress';

/** The addresses of a new network, unless others are given. */
export const DEFAULT_CIDR = '10.20.0.0/16';

/** The properties that are checked. */
export interface NetworkChoices {
  readonly egress?: Egress;
  readonly cidr?: string;
  readonly availabilityZones?: string[];
  readonly vpc?: IVpc;
  readonly appSubnets?: SubnetSelection;
  readonly dataSubnets?: SubnetSelection;
}

/** This host, loopback, link-local, multicast and beyond. */
const RESERVED = /^(0|127|169\.254|22[4-9]|2[3-5]\d)\./;

/** Docker's own network on every host: a VPC there cannot be reached from them. */
const DOCKERS = /^172\.17\./;

/** The first address of the network that an address is in. */
function firstOf(parts: readonly number[], prefix: number): string {
  return parts
    .map((part, at) => {
      const bits = Math.min(Math.max(prefix - 8 * at, 0), 8);
      return part - (part % 2 ** (8 - bits));
    })
    .join('.');
}

/** What is wrong with the addresses, if anything. */
export function cidrProblem(cidr: string | undefined): string | undefined {
  if (cidr === undefined || Token.isUnresolved(cidr)) return undefined;
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (!match || match.slice(1, 5).some((part) => Number(part) > 255)) {
    return `cidr is "${cidr}"; write it like ${DEFAULT_CIDR}`;
  }
  const prefix = Number(match[5]);
  if (prefix > 22) {
    return (
      `cidr is "${cidr}", too small for three zones with three tiers each; ` +
      `give /22 or larger, for example ${match.slice(1, 5).join('.')}/20`
    );
  }
  if (RESERVED.test(cidr)) {
    return `cidr is "${cidr}", which AWS gives no network; take private addresses: ${DEFAULT_CIDR}`;
  }
  if (DOCKERS.test(cidr)) {
    return (
      `cidr is "${cidr}", which Docker has on every host, so that hosts would find no DNS; ` +
      `take other private addresses: ${DEFAULT_CIDR}`
    );
  }
  const network = firstOf(match.slice(1, 5).map(Number), prefix);
  if (!cidr.startsWith(`${network}/`) && prefix >= 16) {
    return `cidr is "${cidr}", which begins at ${network}; write ${network}/${prefix}`;
  }
  if (prefix < 16) return `cidr is "${cidr}", larger than a VPC can be; give /16 or smaller`;
  return undefined;
}

function zoneProblems(zones: readonly string[], region: string | undefined): string[] {
  const problems: string[] = [];
  const said = `availabilityZones has ${zones.length} (${zones.join(', ')})`;
  if (zones.length !== 3) {
    problems.push(`${said}; give exactly three, because adding one later renumbers every subnet`);
  } else if (new Set(zones).size !== 3) {
    problems.push(
      `${said}, one of them twice; ` +
        'give three different ones, or the loss of one zone takes out more than a third',
    );
  }
  const known =
    region === undefined
      ? []
      : zones.filter(
          (zone) => !Token.isUnresolved(zone) && !new RegExp(`^${region}[a-z]$`).test(zone),
        );
  if (known.length > 0) {
    problems.push(
      `availabilityZones has ${known.join(', ')}, and the stack is in ${region}; ` +
        `give zones of ${region} such as ${region}a`,
    );
  }
  return problems;
}

/** What is wrong with a network: a sentence per problem, with the value received and a way out. */
export function networkProblems(props: NetworkChoices, region: string | undefined): string[] {
  const { vpc, cidr, availabilityZones, egress } = props;
  const problems: string[] = [];
  if (vpc) {
    const given = Object.entries({ cidr, availabilityZones })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name} (${String(value)})`);
    if (given.length > 0) {
      problems.push(
        `${given.join(' and ')} is given together with a vpc, which has its own; leave one out`,
      );
    }
    return problems;
  }
  const wrong = cidrProblem(cidr);
  if (wrong) problems.push(wrong);
  if (availabilityZones) {
    problems.push(...zoneProblems(availabilityZones, region));
  } else if (region === 'us-west-1') {
    problems.push(
      'most accounts see two zones in us-west-1, and three are needed; ' +
        'choose another region, or give availabilityZones if your account has three',
    );
  }
  if (egress && !(Number.isInteger(egress.count) && egress.count >= 1 && egress.count <= 3)) {
    problems.push(
      `egress has a count of ${egress.count}; give 1 to 3, as the network has three zones`,
    );
  }
  if (props.appSubnets ?? props.dataSubnets) {
    problems.push(
      'appSubnets or dataSubnets is given without vpc; give the vpc they are in, or leave both out',
    );
  }
  return problems;
}

/**
 * A tier in an existing network: what runs in it, how its subnets are selected, and an example of
 * another selection.
 */
interface Tier {
  readonly name: 'appSubnets' | 'dataSubnets';
  readonly what: string;
  readonly selection: SubnetSelection;
  readonly example: string;
}

/** By its id as well: a subnet that is imported separately is another object. */
const isAmong = (subnets: readonly ISubnet[], subnet: ISubnet): boolean =>
  subnets.some(
    (each) =>
      each === subnet || (!Token.isUnresolved(each.subnetId) && each.subnetId === subnet.subnetId),
  );

/** Selected subnets without egress, as far as the network knows. */
export function isolated(vpc: IVpc, selection: SubnetSelection): readonly string[] {
  const { isPendingLookup, subnets } = vpc.selectSubnets(selection);
  return isPendingLookup
    ? []
    : subnets.filter((each) => isAmong(vpc.isolatedSubnets, each)).map(({ subnetId }) => subnetId);
}

/** Subnets of the network that are in both selections. */
export function shared(
  vpc: IVpc,
  appSubnets: SubnetSelection,
  dataSubnets: SubnetSelection,
): readonly string[] {
  const [app, data] = [vpc.selectSubnets(appSubnets), vpc.selectSubnets(dataSubnets)];
  if (app.isPendingLookup) return [];
  return data.subnetIds.filter((id) => app.subnetIds.includes(id));
}

function requireTier(vpc: IVpc, { name, what, selection, example }: Tier): void {
  let found: SelectedSubnets;
  try {
    found = vpc.selectSubnets(selection);
  } catch (cause) {
    throw new Error(
      `the vpc has no subnets for ${what}: ${(cause as Error).message}; ` +
        `name them as ${name}, for example { subnetGroupName: '${example}' }`,
      { cause },
    );
  }
  if (found.isPendingLookup) return; // the CDK runs again once it has looked up the network
  const open = found.subnets.filter((subnet) => isAmong(vpc.publicSubnets, subnet));
  if (open.length > 0) {
    throw new Error(
      `${name} has ${open.map(({ subnetId }) => subnetId).join(', ')}, public in the vpc: ` +
        `${what} must not be reached from the internet; ` +
        `give private ones, for example { subnetGroupName: '${example}' }`,
    );
  }
  const zones = [...new Set(found.availabilityZones)];
  if (zones.length < 2) {
    throw new Error(
      `${name} of the vpc are in one zone (${zones.join(', ')}); ` +
        'the load balancer and the database need at least two: give subnets in two or three zones',
    );
  }
}

/**
 * Checks that an existing network has suitable subnets, before anything selects them.
 * @throws Error that says what is missing and how to select other subnets
 */
export function requireSubnets(
  vpc: IVpc,
  appSubnets: SubnetSelection,
  dataSubnets: SubnetSelection,
): void {
  requireTier(vpc, {
    name: 'appSubnets',
    what: 'load balancer, hosts and tasks (private, with egress)',
    selection: appSubnets,
    example: 'app',
  });
  requireTier(vpc, {
    name: 'dataSubnets',
    what: 'database and cache (isolated)',
    selection: dataSubnets,
    example: 'data',
  });
}
