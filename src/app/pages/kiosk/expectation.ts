import { expectation as said } from '../../texts/said-wait';
import { say } from '../shared/look/words';

/** How long the wait may be, in the language on screen. */
export const expectation = (
  estimate: { readonly low: number; readonly high: number } | null | undefined,
): string => said(estimate, say);
