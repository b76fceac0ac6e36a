import { useState } from 'preact/hooks';
import type { Overrides } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { asStaff, chooseBranch } from '../shared/api/session';
import { Dialog, Notice, Problem } from '../shared/look/parts';
import { useUnsaved } from '../shared/look/unsaved';
import { branchChoices, branchName } from './branches-field';
import { CheckField, ChoiceField } from './fields';
import { adminSay } from './words';

/** What one branch can take from another. */
const parts = ['queues', 'counters', 'hours'] as const;
type Part = (typeof parts)[number];

/** The settings that say when a branch is open, and in which zone. */
const HOURS = ['timeZone', 'dayStartsAt', 'hours', 'dates', 'closing'] as const;

/** Rows that the branch lacks: what it has already may be in use, and stays as it is. */
async function missing<Row extends { readonly id: string }>(
  read: (branch: string) => Promise<readonly Row[]>,
  from: string,
  to: string,
): Promise<readonly Row[]> {
  const [theirs, own] = await Promise.all([read(from), read(to)]);
  const ids = own.map(({ id }) => id);
  return theirs.filter(({ id }) => !ids.includes(id));
}

async function copyQueues(from: string, to: string) {
  const read = (branch: string) => call('GET /api/branches/:branch/queues', { params: { branch } });
  const queues = await missing(read, from, to);
  for (const { id, ...body } of queues) {
    await command('PUT /api/branches/:branch/queues/:queue', {
      params: { branch: to, queue: id },
      body,
    });
  }
}

async function copyCounters(from: string, to: string) {
  const read = (branch: string) =>
    call('GET /api/branches/:branch/counters', { params: { branch } });
  const counters = await missing(read, from, to);
  for (const { id, label } of counters) {
    await command('PUT /api/branches/:branch/counters/:counter', {
      params: { branch: to, counter: id },
      body: { label },
    });
  }
}

/** Only that branch's own settings, where this one has none: the rest comes from the bank. */
async function copyHours(from: string, to: string) {
  const read = (branch: string) =>
    call('GET /api/branches/:branch/settings', { params: { branch } });
  const [theirs, own] = await Promise.all([read(from), read(to)]);
  const taken = Object.fromEntries(
    HOURS.filter((name) => theirs.overrides[name] !== undefined).map((name) => [
      name,
      theirs.overrides[name],
    ]),
  );
  await command('PUT /api/branches/:branch/settings', {
    params: { branch: to },
    body: { ...taken, ...own.overrides } as Overrides,
    headers: { 'If-Match': `"${own.version}"` },
  });
}

const copies: Readonly<Record<Part, (from: string, to: string) => Promise<void>>> = {
  queues: copyQueues,
  counters: copyCounters,
  hours: copyHours,
};

type State = 'asking' | 'busy' | 'done';

/** Copies the chosen parts. Each is a command that may be repeated. */
function useCopy(branch: string) {
  const [state, setState] = useState<State>('asking');
  const [failed, setFailed] = useState<unknown>();
  const copy = async (from: string, chosen: readonly Part[]) => {
    setState('busy');
    setFailed(undefined);
    try {
      for (const part of chosen) await asStaff(() => copies[part](from, branch));
      setState('done');
    } catch (error) {
      setFailed(error);
      setState('asking');
    }
  };
  // The outcome is announced here, so nobody leaves by mistake before it comes.
  useUnsaved(state === 'busy');
  return { state, failed, copy };
}

/** After a new branch: what it needs before it can open, taken from another or made one by one. */
export function NextSteps({ branch, onClose }: { branch: string; onClose: () => void }) {
  const others = branchChoices().filter(({ value }) => value !== branch);
  const [from, setFrom] = useState(others[0]?.value ?? '');
  const [wanted, setWanted] = useState<readonly Part[]>(parts);
  const { state, failed, copy } = useCopy(branch);
  const mayCopy = state !== 'done' && others.length > 0;
  const toggle = (part: Part) => (on: boolean) =>
    setWanted(parts.filter((each) => (each === part ? on : wanted.includes(each))));
  return (
    <Dialog
      title={adminSay('admin.next', { branch: branchName(branch) })}
      onClose={() => state !== 'busy' && onClose()}
    >
      <p>{adminSay('admin.next.text')}</p>
      {mayCopy && (
        <>
          <ChoiceField
            label={adminSay('admin.next.from')}
            value={from}
            set={setFrom}
            choices={others}
          />
          {parts.map((part) => (
            <CheckField
              key={part}
              label={adminSay(`admin.next.${part}`)}
              value={wanted.includes(part)}
              set={toggle(part)}
            />
          ))}
          <button
            type="button"
            class="button primary"
            disabled={state === 'busy' || wanted.length === 0}
            onClick={() => void copy(from, wanted)}
          >
            {adminSay('admin.next.copy')}
          </button>
        </>
      )}
      <Problem error={failed} />
      {state === 'done' && (
        <Notice tone="good" live>
          {adminSay('admin.next.done', { from: branchName(from) })}
        </Notice>
      )}
      <Ways branch={branch} busy={state === 'busy'} onClose={onClose} />
    </Dialog>
  );
}

/** Links to each list of the new branch. */
function Ways({ branch, busy, onClose }: { branch: string; busy: boolean; onClose: () => void }) {
  const go = (tab: string) => {
    onClose();
    chooseBranch(branch);
    location.hash = tab;
  };
  return (
    <div class="row">
      {(['queues', 'counters', 'staff', 'devices', 'settings'] as const).map((tab) => (
        <button
          key={tab}
          type="button"
          class="button small"
          disabled={busy}
          onClick={() => go(tab)}
        >
          {adminSay(`admin.${tab}`)}
        </button>
      ))}
      <button type="button" class="button plain" disabled={busy} onClick={onClose}>
        {adminSay('admin.import.close')}
      </button>
    </div>
  );
}
