/**
 * Real servers on a busy machine: a test that waits for them fails by what it finds, not by a clock
 * set for a quiet one.
 */
jest.setTimeout(90_000);
