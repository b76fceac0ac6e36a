const { TestEnvironment } = require('jest-environment-node');

/** The least time limit of a test or hook, ms. */
const PATIENCE_MS = 180_000;

/**
 * A time limit is for hanging tests: a test must fail for what it finds, not for a limit meant for
 * a quiet machine. So no limit is shorter than this; a file may ask for more.
 */
module.exports = class extends TestEnvironment {
  handleTestEvent(event, { testTimeout }) {
    const limited = { test_start: event.test, hook_start: event.hook }[event.name];
    if (!limited) return;
    limited.timeout = Math.max(limited.timeout ?? testTimeout, PATIENCE_MS);
  }
};
