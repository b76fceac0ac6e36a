import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { device } from '../shared/api/device';
import { cleaningUntil } from '../shared/api/device-word';
import { mayBeOld } from '../shared/api/link';
import { branch as data, link, view, watchBranch } from '../shared/api/watch-branch';
import { Enrol } from '../shared/look/enrol';
import { Dialog, Updating } from '../shared/look/parts';
import { say, speakerOf } from '../shared/look/screen-words';
import { wear } from '../shared/look/wear';
import { Cleaning } from './cleaning';
import { Closed, NoQueues, NotYet } from './closed';
import { beDeafToSecondTaps, deaf } from './deaf';
import {
  contrast,
  followHomeLanguage,
  group,
  issued,
  largeText,
  lowButtons,
  parts,
  screen,
  Screen,
  shown,
  speaking,
  startOver,
  untouched,
} from './flow';
import { Header } from './header';
import { asking, watchIdle } from './idle';
import { OtherIdScreen } from './other-id-screen';
import { PhoneScreen } from './phone-screen';
import { PreferentialScreen } from './preferential-screen';
import { PairPrinter, PrintedPaper } from './print/paper-state';
import { ActiveScreen, IssuingScreen, ResultScreen } from './result-screen';
import { keepInRoom } from './room';
import { RutScreen } from './rut-screen';
import { ServiceScreen } from './service-screen';
import { readAloud } from './speech';
import { Tools } from './tools';

const screens: Readonly<Record<Screen, () => preact.JSX.Element | null>> = {
  rut: RutScreen,
  'other-id': OtherIdScreen,
  service: ServiceScreen,
  preferential: PreferentialScreen,
  phone: PhoneScreen,
  issuing: IssuingScreen,
  result: ResultScreen,
  active: ActiveScreen,
};

/** The time limits of UX-1. Large text or speech doubles the time before the question. */
const idleTimes = () => {
  if (untouched.value) return undefined;
  const slow = largeText.value || speaking.value ? 2 : 1;
  const done = screen.value === 'result' || screen.value === 'active';
  return { askAfterMs: (done ? 30_000 : 60_000) * slow, leaveAfterMs: 20_000 * slow };
};

/** The whole kiosk: enrolment, closed, or one question at a time. */
export function Kiosk() {
  document.title = say('kiosk.title');
  return device.value ? (
    <Enrolled branch={device.value.branch} key={device.value.id} />
  ) : (
    <Enrol kind="kiosk" />
  );
}

function Enrolled({ branch }: { branch: string }) {
  useEffect(() => watchBranch(branch), [branch]);
  const configured = view.value?.configured;
  useEffect(() => wear(branch, configured), [branch, configured]);
  const idle = useRef<ReturnType<typeof watchIdle>>(undefined);
  useEffect(() => {
    idle.current = watchIdle(idleTimes, startOver);
    return () => idle.current?.stop();
  }, []);
  useEffect(() => idle.current?.begin(), [screen.value, group.value, parts.value, issued.value]);
  useEffect(followHomeLanguage, []);
  useEffect(keepLanguages, [data.value?.settings.languages.join()]);
  useEffect(beDeafToSecondTaps, []);
  useEffect(readAloud, []);
  useEffect(wearLook, []);
  useEffect(keepInRoom, []);
  useEffect(focusHeading, [shown.value, data.value === undefined]);

  const state = link.value?.state.value;
  if (state === 'updating') return <Updating />;
  if (!data.value) {
    return (
      <div class="kiosk">
        <NotYet />
      </div>
    );
  }
  const lost = mayBeOld(state);
  const now = shown.value;
  const Now = now === 'closed' || now === 'no-queues' ? undefined : screens[now];
  return (
    <div class={`kiosk ${lowButtons.value ? 'low' : ''} ${deaf.value ? 'deaf' : ''}`}>
      <Header lost={lost} />
      {now === 'closed' && <Closed lost={lost} />}
      {now === 'no-queues' && <NoQueues />}
      {Now && <Now key={now} />}
      {screen.value === 'rut' && (
        <div class="pair-printer">
          <PairPrinter />
        </div>
      )}
      <Tools />
      <PrintedPaper />
      {asking.value && <StillThere />}
      {cleaningUntil.value > 0 && <Cleaning />}
    </div>
  );
}

/** The question that is asked before a visit is discarded. */
function StillThere() {
  const stay = () => {
    asking.value = false;
  };
  return (
    <Dialog title={say('kiosk.idle')} onClose={stay}>
      <div class="row">
        <button class="button primary big" type="button" onClick={stay}>
          {say('kiosk.idle.here')}
        </button>
        <button class="button big" type="button" onClick={startOver}>
          {say('kiosk.idle.leave')}
        </button>
      </div>
    </Dialog>
  );
}

/** What can be chosen is here before the network is away. */
function keepLanguages() {
  for (const code of data.peek()?.settings.languages ?? []) void speakerOf(code);
}

/**
 * Applies text size and colours of this visit to the root element, since sizes are relative to its
 * font size. Runs synchronously, before anything is drawn that is measured in them.
 */
const wearLook = () =>
  effect(() => {
    const { dataset } = document.documentElement;
    dataset.letters = largeText.value ? 'large' : '';
    dataset.contrast = contrast.value ? 'strong' : '';
  });

/** Focuses the new heading: the next key acts there, and it is read aloud. */
function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('.kiosk main h1');
  if (!heading || untouched.value) return;
  heading.tabIndex = -1;
  heading.focus();
}
