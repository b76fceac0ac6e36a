export * from './constructs/phase';
