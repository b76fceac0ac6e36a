import { Duration, Token } from 'aws-cdk-lib';

/** A number of days, and what is wrong with what was given. */
export interface WholeDays {
  /** What was given, or the default in its place if it is wrong. */
  readonly duration: Duration;
  readonly problems: string[];
}

/**
 * Reads a retention. S3 and Backup count in whole days, and the CDK would throw at the first
 * duration that is not, without saying which.
 * @param name of the property
 */
export function wholeDays(
  name: string,
  given: Duration | undefined,
  fallback: number,
  most: number,
): WholeDays {
  const duration = Duration.days(fallback);
  if (given === undefined) return { duration, problems: [] };
  if (given.isUnresolved() || Token.isUnresolved(given)) return { duration: given, problems: [] };
  const days = given.toDays({ integral: false });
  if (Number.isInteger(days) && days >= 1 && days <= most) return { duration: given, problems: [] };
  return {
    duration,
    problems: [
      `${name} is ${given.toHumanString()}; give whole days, 1 to ${most}, ` +
        `such as Duration.days(${fallback})`,
    ],
  };
}
