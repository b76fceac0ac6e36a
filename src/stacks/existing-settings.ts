import { list, Setting, text } from './settings-readers';

/** A subnet of a network that exists. */
export interface GivenSubnet {
  readonly zone: string;
  readonly id: string;
}

const SUBNET = /^([a-z]{2}(?:-[a-z]+)+-\d[a-z]):(subnet-[0-9a-f]{8,17})$/;

/** Subnets of one tier. Each comes with its zone, because nothing looks it up in an account. */
export const subnets = (what: string): Setting<GivenSubnet[]> => ({
  help: `subnets of vpc for ${what}, each with its zone, in two zones at least`,
  read: (value) => {
    const found = list('', SUBNET, 'us-east-1a:subnet-0a1b2c3d,us-east-1b:subnet-4e5f6a7b')
      .read(value)
      .map((part) => {
        const [, zone, id] = SUBNET.exec(part)!;
        return { zone, id };
      });
    const ids = found.map(({ id }) => id);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined) throw new Error(`${twice} is given twice; give it once`);
    if (new Set(found.map(({ zone }) => zone)).size < 2) {
      throw new Error(`all are in ${found[0].zone}; give subnets in two or three zones`);
    }
    return found;
  },
});

/** A topic; checks its region if it has to be a certain one. */
export const topicArn = (help: string, region = '[a-z0-9-]+', example = 'us-east-1') =>
  text(
    `ARN of ${help}`,
    new RegExp(`^arn:aws[a-z-]*:sns:${region}:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?$`),
    `arn:aws:sns:${example}:111122223333:oncall`,
  );

const KEY_ID = '(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})';

/**
 * A key itself, not an alias, which may lead to another key tomorrow. Checks its region if it has
 * to be a certain one.
 */
export const keyArn = (help: string, region = '[a-z0-9-]+') =>
  text(
    `ARN of ${help}`,
    new RegExp(`^arn:aws[a-z-]*:kms:${region}:\\d{12}:key/${KEY_ID}$`),
    'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012',
  );
