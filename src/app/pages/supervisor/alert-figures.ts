import { Alert } from '../../domain/model/alert';
import { howLong, number, percent } from '../../texts/format';

const shares: readonly Alert['kind'][] = ['messages-failing', 'estimate-off', 'share-low'];

const times: readonly Alert['kind'][] = [
  'target-near',
  'target-passed',
  'wait-long',
  'advisor-offline',
  'pause-long',
  'ticket-open',
  'device-offline',
];

const figure = (tag: string, kind: Alert['kind'], value: number) => {
  if (shares.includes(kind)) return percent(tag, value);
  return times.includes(kind) ? howLong(tag, value) : number(tag, value);
};

/** The measured value: a share, or whole persons or minutes. */
export const measuredFigure = (tag: string, { kind, value }: Pick<Alert, 'kind' | 'value'>) =>
  figure(tag, kind, shares.includes(kind) ? value : Math.round(value));

/** The limit as configured: a target may be 12.5 minutes, and its row shows that too. */
export const limitFigure = (tag: string, { kind, threshold }: Pick<Alert, 'kind' | 'threshold'>) =>
  figure(tag, kind, threshold);
