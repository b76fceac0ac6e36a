/**
 * Real servers on a busy machine: a test should fail for what it finds, not because of a time limit
 * set for a quiet machine.
 */
jest.setTimeout(90_000);
