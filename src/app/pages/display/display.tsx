import { signal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { clockTime } from '../../texts/format';
import { second } from '../shared/api/clock';
import { device } from '../shared/api/device';
import { mayBeOld } from '../shared/api/link';
import { serverNow } from '../shared/api/server-time';
import { branch, link, view, watchBranch } from '../shared/api/watch-branch';
import { attention, Icon, soundOff } from '../shared/look/all-icons';
import { Enrol } from '../shared/look/enrol';
import { useLate } from '../shared/look/late';
import { Updating } from '../shared/look/parts';
import { say, ScreenSpeaker, speakerOf } from '../shared/look/screen-words';
import { wear } from '../shared/look/wear';
import { named, tag } from '../shared/look/words';
import { agedAt, followAge } from './age';
import { Announced, Announcer } from './announcer';
import { Heroes } from './burst';
import { callsOf, pastOf, rowsBeside, shownOn } from './calls';
import { Hero, Last, Second } from './figures';
import { area, Fit } from './fit';
import { sentencesIn } from './in-turns';
import { Panel, thisPanel } from './panel';
import { scaleOf } from './scale';
import { Bar, closedWords, Strip } from './strip';
import { BrowserVoice, soundAllowed } from './voice';

const announced = signal<Announced>({ heroes: [], spoken: undefined });

/**
 * The public screen: which ticket is called to which counter, and the recent calls. No names, no
 * lanes.
 */
export function Display() {
  document.title = say('display.title');
  document.documentElement.toggleAttribute('data-enrols', !device.value);
  return device.value ? (
    <Enrolled id={device.value.branch} key={device.value.id} />
  ) : (
    <Enrol kind="display" />
  );
}

function Enrolled({ id }: { id: string }) {
  const panel = useMemo(thisPanel, []);
  useEffect(() => watchBranch(id), [id]);
  const configured = view.value?.configured;
  useEffect(() => wear(id, configured), [id, configured]);
  useDays(panel);
  const allow = useAnnouncer(panel);
  const beside = useSecond(panel);
  const state = link.value?.state.value;
  if (state === 'updating') return <Updating />;
  if (!view.value || !branch.value) return <NotYet />;

  const lost = mayBeOld(state);
  const shown = shownOn(view.value, panel.queues, branch.value.queues);
  const calls = callsOf(shown);
  const heroes = announced.value.heroes.length > 0 ? announced.value.heroes : calls.slice(0, 1);
  const { floor, read, rows } = sizesOf(panel);
  const past = rowsBeside(pastOf(shown, Math.max(agedAt.value, serverNow())), heroes, rows);
  return (
    <div class={`display ${area.value.height > area.value.width ? 'upright' : ''}`}>
      <Bar most={floor} />
      <main class={`board ${lost ? 'aged' : ''} ${past.length > 0 ? '' : 'quiet-board'}`}>
        <h1 class="unseen">
          {say('display.title')} <bdi>{branch.value.branch.name}</bdi>
        </h1>
        <section class="heroes" data-count={heroes.length} aria-live="assertive">
          {heroes.length === 0 ? (
            <Nothing />
          ) : heroes.length === 1 ? (
            <Hero
              call={heroes[0]}
              spoken={announced.value.spoken?.key === heroes[0].key}
              second={beside}
              alone={past.length === 0}
            />
          ) : (
            <Heroes
              calls={heroes}
              spoken={announced.value.spoken}
              second={beside}
              alone={past.length === 0}
            />
          )}
        </section>
        {past.length > 0 && <Last rows={past} count={rows} most={read} second={beside} />}
      </main>
      {lost ? (
        <Stale most={floor} />
      ) : (
        <Strip
          panel={panel}
          most={floor}
          told={heroes.length === 0}
          instead={
            panel.speaks &&
            !soundAllowed.value && (
              <button class="sound-off" type="button" onClick={allow}>
                <Fit most={floor} wraps>
                  <Icon of={soundOff} size="1em" />
                  <span>{say('display.sound')}</span>
                </Fit>
              </button>
            )
          }
        />
      )}
    </div>
  );
}

/**
 * Before the first view: the time, so that the panel is not black; after a while, what is wrong.
 */
function NotYet() {
  const late = useLate();
  return (
    <main class="display-wait">
      <h1 class="unseen">{say('display.title')}</h1>
      <time class="figures">{clockTime(tag.value, second.value)}</time>
      {late && <p role="alert">{say('display.nothing')}</p>}
    </main>
  );
}

const Stale = ({ most }: { most: number }) => (
  <div class="strip stale" role="alert">
    <Fit most={most} wraps>
      <Icon of={attention} size="1em" />
      <span>
        {say(link.value?.state.value === 'old' ? 'display.old' : 'display.stale', {
          time: clockTime(
            tag.value,
            link.value?.heardAt.value ?? serverNow(),
            branch.value!.branch.timeZone,
          ),
        })}
      </span>
    </Fit>
  </div>
);

/** Sizes in px, and how many past calls fit below the title. */
function sizesOf({ seat }: Panel) {
  const { width, height } = area.value;
  const scale = scaleOf(seat, width, height);
  const [floor, read] = [parseFloat(scale['--floor']), parseFloat(scale['--read'])];
  const room = height > width ? height * 0.34 : height * 0.56;
  return { floor, read, rows: Math.max(3, Math.min(6, Math.floor(room / (read * 1.25)))) };
}

/** The panel's second language, once it has been loaded. */
function useSecond({ second: code }: Panel): Second {
  const [speaker, setSpeaker] = useState<ScreenSpeaker>();
  useEffect(() => {
    if (code) void speakerOf(code).then(setSpeaker);
  }, [code]);
  return speaker;
}

/** Shown while nobody is being called; if the branch is closed, when it opens. */
function Nothing() {
  const closed = closedWords({ say, tag: tag.value });
  const greeting = named(branch.value!.settings.greeting);
  return (
    <div class="nothing">
      <Fit most={area.value.height / 3} wraps>
        <time class="number">
          {clockTime(tag.value, second.value, branch.value!.branch.timeZone)}
        </time>
        {closed === undefined && greeting && <p>{greeting}</p>}
        {sentencesIn(closed ?? say('display.empty')).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Fit>
    </div>
  );
}

/** What a panel does that is left on for months. */
function useDays(panel: Panel) {
  useEffect(() => followPanel(panel), []);
  useEffect(keepAwake, []);
  useEffect(followAge, []);
}

function useAnnouncer({ speaks, queues }: Panel) {
  const made = useMemo(() => {
    let voice: BrowserVoice | undefined;
    const ready = Promise.all([speakerOf('es'), speakerOf('en')]).then(([es, en]) => {
      voice = new BrowserVoice({ es, en });
    });
    const announcer = new Announcer(
      {
        chime: async () => {
          if (!speaks) return;
          await ready;
          await voice!.chime();
        },
        say: async (call, spoken, brief) => {
          if (!speaks) return;
          await ready;
          await voice!.say(call, spoken, brief);
        },
      },
      (ms) =>
        new Promise((resolve) => {
          setTimeout(resolve, ms);
        }),
      (now) => {
        announced.value = now;
      },
    );
    return { announcer, allow: () => void voice?.allow() };
  }, []);
  useEffect(
    () =>
      view.subscribe((now) => {
        if (!now) return;
        const shown = shownOn(now, queues, branch.value?.queues ?? []);
        made.announcer.offer(callsOf(shown), serverNow());
      }),
    [made],
  );
  useEffect(() => {
    document.addEventListener('pointerdown', made.allow);
    document.addEventListener('keydown', made.allow);
    return () => {
      document.removeEventListener('pointerdown', made.allow);
      document.removeEventListener('keydown', made.allow);
    };
  }, [made]);
  return made.allow;
}

/**
 * Sizes follow the panel. Every few minutes everything shifts by a few pixels, so that bright parts
 * do not burn in.
 */
function followPanel({ seat }: Panel) {
  const root = document.documentElement;
  let letters = 0;
  const size = () => {
    for (const [name, value] of Object.entries(scaleOf(seat, innerWidth, innerHeight))) {
      root.style.setProperty(name, value);
    }
    area.value = { width: innerWidth, height: innerHeight, letters };
  };
  const arrived = () => {
    letters += 1;
    size();
  };
  size();
  void document.fonts.ready.then(arrived);
  addEventListener('resize', size);
  let turn = 0;
  const shift = setInterval(() => {
    turn = (turn + 1) % 4;
    root.style.setProperty('--shift-x', `${[0, 3, 3, 0][turn]}px`);
    root.style.setProperty('--shift-y', `${[0, 0, 3, 3][turn]}px`);
  }, 180_000);
  return () => {
    removeEventListener('resize', size);
    clearInterval(shift);
  };
}

/**
 * Keeps the panel from dimming; asks again whenever the page becomes visible. In browsers that
 * cannot, the system's settings apply.
 */
function keepAwake() {
  const ask = () => {
    if (document.visibilityState === 'visible') {
      navigator.wakeLock
        ?.request('screen')
        .catch((error: Error) => console.info('wake lock', error.name));
    }
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => document.removeEventListener('visibilitychange', ask);
}
