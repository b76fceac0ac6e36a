export * from './constructs/egress';
export * from './constructs/phase';
