import { Ulimit, UlimitName } from 'aws-cdk-lib/aws-ecs';

/**
 * How many files the app may have open: each screen and each request is one. A task can hold 30,000
 * screens, and its neighbour's too when that fails. Without this limit the default of the host's
 * image applies: 32,768 on Amazon's, 1,024 on others.
 */
const OPEN_FILES = 65_536;

export const openFiles: Ulimit[] = [
  { name: UlimitName.NOFILE, softLimit: OPEN_FILES, hardLimit: OPEN_FILES },
];
