import { Ulimit, UlimitName } from 'aws-cdk-lib/aws-ecs';

/**
 * Files that the app may have open: each screen and each request is one. A task can hold 30,000
 * screens, and those of its neighbour too when that fails. Without it the default of the host's
 * image counts: 32,768 on Amazon's, 1,024 on others.
 */
const OPEN_FILES = 65_536;

export const openFiles: Ulimit[] = [
  { name: UlimitName.NOFILE, softLimit: OPEN_FILES, hardLimit: OPEN_FILES },
];
