import { readFileSync } from 'node:fs';

/**
 * Ends the process with one sentence if Node is older than `.node-version` says. An editor's test
 * runner uses the system's Node, and test after test would fail on a missing function.
 */
const wanted = readFileSync(new URL('../.node-version', import.meta.url), 'utf8').trim();

if (Number(process.versions.node.split('.')[0]) < Number(wanted)) {
  console.error(
    `Node ${process.versions.node} found, but this needs Node ${wanted} from node_modules/.bin. ` +
      'Run npm ci with install scripts allowed (no --ignore-scripts), ' +
      'then use npm test, npm run test:unit or npx jest.',
  );
  process.exit(1);
}
