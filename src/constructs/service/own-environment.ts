import { ENV } from '../../contract';

/** Variables that AWS and ECS put into a container. */
const OF_AWS = /^(AWS|ECS)_/;

/** Whether the platform sets a variable, or reserves it for itself. */
function belongsToPlatform(name: string): boolean {
  return OF_AWS.test(name) || Object.values<string>(ENV).includes(name);
}

/**
 * What is wrong with your own environment variables: one sentence per problem, with the way out. A
 * platform name would overwrite what the platform sets, or be overwritten.
 */
export function environmentProblems(given: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    if (belongsToPlatform(name)) {
      return [
        `environment has ${name}, which belongs to the platform; choose another name, ` +
          'with a prefix of your own',
      ];
    }
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      return [
        `environment has "${name}"; write letters, digits and underscores, not a digit first, ` +
          'such as BANK_CODE',
      ];
    }
    return typeof value === 'string'
      ? []
      : [`environment has ${name} with ${JSON.stringify(value)}; give a text, such as "on"`];
  });
}

/** Those that can be set; the others are reported. */
export function ownEnvironment(
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => environmentProblems({ [name]: value }).length === 0,
    ),
  );
}
