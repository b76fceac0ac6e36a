const { createRequire } = require('node:module');

// jest's own sequencer, resolved as jest does: it is not one of our dependencies.
const core = createRequire(createRequire(require.resolve('jest')).resolve('@jest/core'));
const { default: Sequencer } = core('@jest/test-sequencer');

/**
 * Files that take half a minute or more, the longest first, so that no worker is left with one at
 * the end.
 */
const LONGEST = [
  'local/busy/busy',
  'app/http/valid-input',
  'app/pages/staff-states',
  'app/live/cuts',
  'app/plugins/telegram/faults',
  'app/pages/display-fits',
  'app/proof/rows',
  'stacks/every-setting',
  'app/http/chance',
  'local/signals',
  'chaos/telegram',
  'app/http/fuzz',
  'app/http/rights-by-chance',
  'stacks/security',
  'app/pages/long-names',
  'app/wire/rename',
  'stacks/growth/grow',
  'app/plugins/telegram/other-servers',
  'local/replay/replay',
  'app/pages/endurance',
  'app/platform/long-reads',
  'local/start',
  'app/platform/database-trouble',
  'app/pages/public-states',
  'app/pages/counter-work',
  'app/pages/admin',
  'app/http/personal',
  'never/numbers',
  'app/platform/terminations',
  'never/one-active',
  'never/calls',
  'app/pages/branch-printer',
  'chaos/chaos',
  'app/pages/reception',
  'stacks/walk',
  'app/http/chats-by-chance',
  'app/pages/trouble',
  'local/start-refused',
  'app/pages/journey',
  'app/pages/kiosk-senses',
  'local/printer/polling',
  'app/live/real',
  'app/plugins/telegram/issuing',
  'app/pages/old-browser',
  'app/pages/lacking-zone',
  'app/plugins/telegram/webhook',
  'app/pages/phone-offline',
  'app/pages/kiosk-queues',
  'app/platform/restored',
  'app/plugins/telegram/apart',
  'never/frozen',
  'local/bot-api/phone',
  'app/http/roles',
  'stacks/growth/growth',
  'app/http/twice',
  'local/build',
].map((name) => `/test/${name}.test.ts`);

const rank = ({ path }) => {
  const at = LONGEST.findIndex((name) => path.endsWith(name));
  return at < 0 ? LONGEST.length : at;
};

/**
 * A fresh clone has no recorded durations, and jest then begins with the largest files, which are
 * not the longest: for the last minutes one worker would be alone. All other files keep jest's
 * order.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
