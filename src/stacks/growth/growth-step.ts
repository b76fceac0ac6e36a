import { ResourceDifference } from '@aws-cdk/cloudformation-diff';
import { GrowthResource, GrowthTemplate } from './growth-template';

/**
 * A pair of templates and one of their resources. A resource that is added or removed is missing on
 * one side.
 */
export interface Step {
  readonly id: string;
  readonly before?: GrowthResource;
  readonly after?: GrowthResource;
  readonly difference?: ResourceDifference;
  readonly to: GrowthTemplate;
  readonly from: GrowthTemplate;
}

/** Checks one resource; returns why the step is dangerous, or undefined. */
export type Check = (step: Step) => string | undefined;
