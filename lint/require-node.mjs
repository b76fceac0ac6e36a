import { readFileSync } from 'node:fs';

/**
 * Ends the process with one sentence when it runs on an older Node than `.node-version` says: an
 * editor's test runner takes the system's, and a missing function would fail test after test.
 *
 * @param {string} wayOut what to do instead
 */
export function requireNode(wayOut) {
  const wanted = readFileSync(new URL('../.node-version', import.meta.url), 'utf8').trim();
  const [found] = process.versions.node.split('.');
  if (Number(found) >= Number(wanted)) return;
  console.error(
    `This needs Node ${wanted}, and ${process.execPath} is ${process.version}. ${wayOut}`,
  );
  process.exit(1);
}
