import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Icon, keyboard } from '../shared/look/all-icons';
import { Dialog, Notice } from '../shared/look/parts';
import { shortcutsOn, turnShortcuts } from '../shared/look/shortcuts';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { say } from '../shared/look/words';
import { deskSay } from './words';

/** The desk's single-letter shortcuts. */
export const deskKeys = { find: 'b', issue: 'n' } as const;
type DeskKey = keyof typeof deskKeys;

const nameOf = (key: DeskKey) => deskKeys[key].toUpperCase();

/** The key shown on its field; screen readers get it from `keyedField`. */
export const DeskKbd = ({ of }: { of: DeskKey }) =>
  shortcutsOn.value ? (
    <kbd class="desk-key" aria-hidden="true">
      {nameOf(of)}
    </kbd>
  ) : null;

export const keyedField = (of: DeskKey) =>
  shortcutsOn.value ? { 'aria-keyshortcuts': nameOf(of) } : {};

/** Whether keys are on is a choice of the person, shared with the counter. */
async function loadOn(): Promise<void> {
  try {
    turnShortcuts((await call('GET /api/sessions/keys')).on);
  } catch (error) {
    // without a network, the choice of the last time here applies
    if (!(error instanceof ApiProblem)) throw error;
  }
}

async function saveOn(on: boolean): Promise<void> {
  const { own } = await asStaff(() => call('GET /api/sessions/keys'));
  await asStaff(() => call('PUT /api/sessions/keys', { body: { on, keys: own } }));
  turnShortcuts(on);
}

/** Shows the keys of the desk, and turns them on and off (WCAG 2.2, 2.1.4). */
export function DeskKeys() {
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useSaid();
  useEffect(() => void loadOn(), []);
  const turn = (on: boolean) => {
    setProblem(undefined);
    saveOn(on).catch((error: unknown) => setProblem(() => staffProblem(error)));
  };
  return (
    <>
      <button type="button" class="button plain small" onClick={() => setOpen(true)}>
        <Icon of={keyboard} />
        {staffSay(shortcutsOn.value ? 'desk.keys' : 'desk.keys.off')}
      </button>
      {open && (
        <Dialog title={deskSay('reception.keys.title')} onClose={() => setOpen(false)}>
          <p class="quiet">{deskSay('reception.keys.help')}</p>
          <label class="check">
            <input
              type="checkbox"
              checked={shortcutsOn.value}
              onChange={(event) => turn(event.currentTarget.checked)}
            />
            {staffSay('desk.keys.use')}
          </label>
          {problem && (
            <Notice tone="attention" live>
              {problem}
            </Notice>
          )}
          <dl class="desk-keys">
            {(['find', 'issue'] as const).map((each) => (
              <div key={each}>
                <dt>{deskSay(`reception.${each}`)}</dt>
                <dd>
                  <kbd class="desk-key">{nameOf(each)}</kbd>
                </dd>
              </div>
            ))}
          </dl>
          <button type="button" class="button" onClick={() => setOpen(false)}>
            {say('close')}
          </button>
        </Dialog>
      )}
    </>
  );
}
