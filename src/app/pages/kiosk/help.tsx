import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem, command, newKey } from '../shared/api/api';
import { second } from '../shared/api/clock';
import { device } from '../shared/api/device';
import { serverNow } from '../shared/api/server-time';
import { branch as data, view } from '../shared/api/watch-branch';
import { Dialog } from '../shared/look/parts';
import { say } from '../shared/look/screen-words';
import { helping } from './flow';
import { givesNumbers, hasStaff } from './gives';

/** `away`: nobody could be told, so the person is told where to go. */
type Call = 'asking' | 'asked' | 'taken' | 'away' | 'closed';

/** How long the person waits to hear anything, and before the next try, ms. */
const SLOW_MS = 3000;
const AGAIN_MS = 3000;

const call = signal<Call>('asking');

/** Asks reception and the floor for help, once, and shows the answer as long as this is open. */
export function Help() {
  useEffect(() => {
    call.value = 'asking';
    return askForHelp();
  }, []);
  const close = () => {
    helping.value = false;
  };
  return (
    <Dialog title={title()} onClose={close}>
      <div role="status">{text() && <p>{text()}</p>}</div>
      <button class="button primary big" type="button" onClick={close}>
        {say('close')}
      </button>
    </Dialog>
  );
}

/** After the branch has closed, nobody is sent to its desk. */
const state = (): Call =>
  call.value === 'away' && !hasStaff(data.value!, second.value) ? 'closed' : call.value;

function title(): string {
  switch (state()) {
    case 'asking':
      return say('kiosk.help.asking');
    case 'asked':
    case 'taken':
      return say('kiosk.help.coming');
    case 'away':
      return say('kiosk.help.away');
    case 'closed':
      return say('kiosk.help.closed');
  }
}

function text(): string {
  switch (state()) {
    case 'asking':
      return '';
    case 'asked':
      return say('kiosk.help.coming.text');
    case 'taken':
      return say('kiosk.help.taken.text');
    case 'away':
      return say(
        givesNumbers(data.value!, second.value) ? 'kiosk.help.away.text' : 'kiosk.help.away.none',
      );
    case 'closed':
      return say('kiosk.help.closed.text');
  }
}

/** Whether the branch still looks for somebody to come here. */
const isOpen = () =>
  (view.value?.devices ?? []).some(
    (each) => each.kind === 'help-asked' && each.device === device.value?.id,
  );

/**
 * Asks until the branch has the request or the dialog is closed. Returns a function that stops it.
 */
function askForHelp(): () => void {
  if (!hasStaff(data.value!, serverNow())) {
    call.value = 'closed';
    return () => undefined;
  }
  let stopped = false;
  let seen = false;
  let timer = 0;
  const key = newKey();
  const slow = window.setTimeout(() => {
    if (call.value === 'asking') call.value = 'away';
  }, SLOW_MS);
  const ask = async () => {
    try {
      await command('POST /api/branches/:branch/help', {
        params: { branch: device.value!.branch },
        key,
      });
      if (!stopped && call.value !== 'taken') call.value = 'asked';
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (stopped) return;
      call.value = 'away';
      if (error.undecided) timer = window.setTimeout(() => void ask(), AGAIN_MS);
    }
  };
  void ask();
  const unwatch = view.subscribe(() => {
    if (isOpen()) seen = true;
    else if (seen && call.peek() === 'asked') call.value = 'taken';
  });
  return () => {
    stopped = true;
    clearTimeout(slow);
    clearTimeout(timer);
    unwatch();
  };
}
