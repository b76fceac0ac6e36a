import { Alert } from '../../domain/model/alert';
import { number, percent } from '../../texts/format';

const shares: readonly Alert['kind'][] = ['messages-failing', 'estimate-off', 'share-low'];

/** What was measured: a share, or whole persons or minutes. */
export const measuredFigure = (tag: string, { kind, value }: Pick<Alert, 'kind' | 'value'>) =>
  shares.includes(kind) ? percent(tag, value) : number(tag, Math.round(value));

/** The limit as it was configured: a target may be 12.5 minutes, and its row says so too. */
export const limitFigure = (tag: string, { kind, threshold }: Pick<Alert, 'kind' | 'threshold'>) =>
  shares.includes(kind) ? percent(tag, threshold) : number(tag, threshold);
