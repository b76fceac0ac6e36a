import { ViewName } from '../ports';
import type { FieldProblem } from '../wire/problem';
import { Ask } from './seat';

const views: readonly ViewName[] = ['display', 'floor', 'advisor', 'ticket'];
const isView = (text: string): text is ViewName => (views as readonly string[]).includes(text);

/**
 * Parses `?branch=&view=&since=&epoch=` of an upgrade request. Empty values count as absent;
 * `since` counts only with `epoch`. The view must not be percent-encoded: a firewall in front
 * compares the query as it is sent, and must see which view is opened.
 */
export function parseAsk(url: string): Ask | readonly FieldProblem[] {
  const raw = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const query = new URLSearchParams(raw);
  const wrong: FieldProblem[] = [];
  const one = (field: string): string => {
    const values = query.getAll(field);
    if (values.length > 1) wrong.push({ field, got: values, wants: 'to be given once' });
    return values[0] ?? '';
  };
  const branch = one('branch');
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(branch)) {
    wrong.push({ field: 'branch', got: shown(branch), wants: 'the id of a branch, such as 1' });
  }
  const view = one('view');
  if (!isView(view)) {
    wrong.push({ field: 'view', got: shown(view), wants: `one of ${views.join(', ')}` });
  } else if (!`&${raw}&`.includes(`&view=${view}&`)) {
    wrong.push({ field: 'view', got: shown(raw), wants: `view=${view}, not encoded` });
  }
  const since = one('since');
  if (!/^\d{0,15}$/.test(since)) {
    wrong.push({
      field: 'since',
      got: shown(since),
      wants: 'the seq of the last frame, a whole number, or nothing',
    });
  }
  const epoch = one('epoch');
  if (epoch.length > 100) {
    wrong.push({
      field: 'epoch',
      got: shown(epoch),
      wants: 'the epoch of the last frame, or nothing',
    });
  }
  if (wrong.length > 0 || !isView(view)) return wrong;
  return { branch, view, ...(since && epoch ? { place: { epoch, seq: Number(since) } } : {}) };
}

const shown = (text: string) => (text === '' ? null : text.slice(0, 100));
