const { TestEnvironment } = require('jest-environment-node');

/** What any test, and any hook of one, may take at least, ms. */
const PATIENCE_MS = 180_000;

/**
 * A time limit is for what hangs: a test fails for what it finds, and not because its file has a
 * limit for a quiet machine. So none is shorter than this patience; a file may ask for more.
 */
module.exports = class extends TestEnvironment {
  handleTestEvent(event, { testTimeout }) {
    const limited = { test_start: event.test, hook_start: event.hook }[event.name];
    if (!limited) return;
    limited.timeout = Math.max(limited.timeout ?? testTimeout, PATIENCE_MS);
  }
};
