import { openRun } from './test-folder';

/** Pure tests need no servers, only a temporary folder that is removed with the run. */
export default async function globalSetup(): Promise<void> {
  await openRun();
}
