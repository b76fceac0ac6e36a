import { Token } from 'aws-cdk-lib';

/**
 * Ids of `com.amazonaws.global.cloudfront.origin-facing`. They are fixed per region, not per
 * account. Each of these is confirmed by at least two independent public sources
 * (docs/decisions/0026-prefix-lists.md); regions with only one source are left out.
 */
const published: Record<string, string> = {
  'ap-northeast-1': 'pl-58a04531',
  'ap-northeast-2': 'pl-22a6434b',
  'ap-south-1': 'pl-9aa247f3',
  'ap-southeast-1': 'pl-31a34658',
  'ap-southeast-2': 'pl-b8a742d1',
  'ca-central-1': 'pl-38a64351',
  'eu-central-1': 'pl-a3a144ca',
  'eu-north-1': 'pl-fab65393',
  'eu-west-1': 'pl-4fa04526',
  'eu-west-2': 'pl-93a247fa',
  'eu-west-3': 'pl-75b1541c',
  'sa-east-1': 'pl-5da64334',
  'us-east-1': 'pl-3b927c52',
  'us-east-2': 'pl-b6a144df',
  'us-west-1': 'pl-4ea04527',
  'us-west-2': 'pl-82a045eb',
};

/** The list to use, and what is wrong if none is known. */
export interface OriginPrefixList {
  readonly id: string;
  readonly problems: string[];
}

/** The given list, or the known one of a region. */
export function originPrefixList(
  region: string | undefined,
  given: string | undefined,
): OriginPrefixList {
  if (given !== undefined) {
    const right = Token.isUnresolved(given) || /^pl-[0-9a-f]{8,17}$/.test(given);
    return {
      id: given,
      problems: right ? [] : [`originPrefixList is "${given}"; write an id such as pl-3b927c52`],
    };
  }
  const id = region === undefined ? undefined : published[region];
  if (id !== undefined) return { id, problems: [] };
  const where = region ?? "the stack's region";
  return {
    id: 'pl-00000000',
    problems: [
      "the id of CloudFront's prefix list is not known " +
        `for ${region ?? 'a stack without a region'}; give originPrefixList, as printed by: ` +
        `aws ec2 describe-managed-prefix-lists --region ${region ?? 'REGION'} ` +
        '--filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing ' +
        `--query 'PrefixLists[].PrefixListId' --output text (${where})`,
    ],
  };
}
