import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { clockTime } from '../../texts/format';
import type { DisplayView } from '../../wire/views';
import { second, serverNow } from '../shared/api/clock';
import { device } from '../shared/api/device';
import { mayBeOld } from '../shared/api/link';
import { branch, link, view, watchBranch } from '../shared/api/watch-branch';
import { Enrol } from '../shared/look/enrol';
import { attention, Icon, right, soundOff } from '../shared/look/icons';
import { TicketNumber, Updating } from '../shared/look/parts';
import { say, speakerOf, tag } from '../shared/look/words';
import { Announced, Announcer } from './announcer';
import { callsOf, pastOf, rowsBeside, ShownCall } from './calls';
import { scaleOf, seatOfPanel } from './scale';
import { Strip } from './strip';
import { BrowserVoice, soundAllowed } from './voice';

const ROWS = 5;
const announced = signal<Announced>({ heroes: [], spoken: undefined });

/** The public screen: who is called, to which counter, and the recent calls. No names, no lanes. */
export function Display() {
  document.title = say('display.title');
  return device.value ? (
    <Enrolled id={device.value.branch} key={device.value.id} />
  ) : (
    <Enrol kind="display" />
  );
}

function Enrolled({ id }: { id: string }) {
  useEffect(() => watchBranch(id), [id]);
  useEffect(followPanel, []);
  useEffect(keepAwake, []);
  const allow = useAnnouncer();
  const state = link.value?.state.value;
  if (state === 'updating') return <Updating />;
  if (!view.value || !branch.value) {
    return (
      <main class="display-wait">
        <h1 class="unseen">{say('display.title')}</h1>
        <time class="figures">{clockTime(tag.value, second.value)}</time>
      </main>
    );
  }

  const lost = mayBeOld(state);
  const calls = callsOf(view.value);
  const heroes = announced.value.heroes.length > 0 ? announced.value.heroes : calls.slice(0, 1);
  return (
    <div class="display">
      <main class={`board ${lost ? 'aged' : ''}`}>
        <h1 class="unseen">
          {say('display.title')} <bdi>{branch.value.branch.name}</bdi>
        </h1>
        <section class="heroes" data-count={heroes.length} aria-live="assertive">
          {heroes.length === 0 ? (
            <Nothing />
          ) : heroes.length === 1 ? (
            <Hero call={heroes[0]} spoken={announced.value.spoken?.key === heroes[0].key} />
          ) : (
            <Heroes calls={heroes} spoken={announced.value.spoken} />
          )}
        </section>
        <Last of={view.value} heroes={heroes} />
      </main>
      {lost ? (
        <div class="strip stale" role="alert">
          <Icon of={attention} size="1em" />
          <span>
            {say(state === 'old' ? 'display.old' : 'display.stale', {
              time: clockTime(
                tag.value,
                link.value?.heardAt.value ?? serverNow(),
                branch.value.branch.timeZone,
              ),
            })}
          </span>
        </div>
      ) : (
        <Strip
          instead={
            !soundAllowed.value && (
              <button class="sound-off" type="button" onClick={allow}>
                <Icon of={soundOff} size="1em" />
                {say('display.sound')}
              </button>
            )
          }
        />
      )}
    </div>
  );
}

/** One call: the number over its counter, both the same size. */
function Hero({ call, spoken }: { call: ShownCall; spoken: boolean }) {
  return (
    <div class={`hero ${spoken ? 'spoken' : ''}`} key={call.key}>
      <p class="hero-label">
        {call.recalls === 0
          ? say('display.now')
          : call.recalls === 1
            ? say('display.again')
            : say('display.last-call')}
      </p>
      <p class="hero-number" style={fitted(call.number, 5)}>
        <TicketNumber number={call.number} />
      </p>
      <p
        class={`hero-counter ${isShort(call.counter) ? '' : 'long'}`}
        style={isShort(call.counter) ? fitted(call.counter, 3) : wrapped(call.counter)}
      >
        {isShort(call.counter) && <span class="hero-word">{say('display.counter')}</span>}
        <bdi class="number">{call.counter}</bdi>
      </p>
    </div>
  );
}

/** A label that reads as a number; longer labels say themselves what they are. */
const isShort = (label: string) => label.length <= 3;

/** Long texts shrink instead of breaking: `most` characters fit at full size. */
const fitted = (text: string, most: number) => ({
  fontSize: `calc(var(--hero) * ${Math.min(1, most / text.length).toFixed(3)})`,
});

/**
 * A counter's own words, on as many lines as they need: large while they are few, and never too
 * small to read from the last row of seats.
 */
const wrapped = (text: string) => ({
  fontSize: `calc(var(--hero) * ${Math.max(0.33, Math.min(1, 5 / text.length)).toFixed(3)})`,
});

/** A burst: two or three calls shown together instead of chasing each other. */
function Heroes({ calls, spoken }: { calls: readonly ShownCall[]; spoken: ShownCall | undefined }) {
  return (
    <div class="hero-list">
      <p class="hero-label pair">
        <span>{say('display.number')}</span>
        <span>{say('display.counter')}</span>
      </p>
      {calls.map((call) => (
        <p key={call.key} class={`hero-row ${spoken?.key === call.key ? 'spoken' : ''}`}>
          <TicketNumber number={call.number} />
          <Icon of={right} size="0.6em" />
          <bdi class="number">{call.counter}</bdi>
        </p>
      ))}
    </div>
  );
}

function Last({ of, heroes }: { of: DisplayView; heroes: readonly ShownCall[] }) {
  const rows = rowsBeside(pastOf(of, serverNow()), heroes, ROWS);
  return (
    <section class="last" aria-label={say('display.last')}>
      <p class="last-head">
        <span>{say('display.number')}</span>
        <span>{say('display.counter')}</span>
      </p>
      <ul>
        {Array.from({ length: ROWS }, (_, index) => rows[index]).map((row, index) => (
          <li key={index}>
            {row && (
              <>
                <TicketNumber number={row.number} />
                <bdi
                  class="number"
                  style={{
                    fontSize:
                      'calc(var(--read) * ' +
                      `${Math.max(0.73, Math.min(1, 5 / row.counter.length)).toFixed(3)})`,
                  }}
                >
                  {row.counter}
                </bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Nothing() {
  return (
    <div class="nothing">
      <time class="number">
        {clockTime(tag.value, second.value, branch.value!.branch.timeZone)}
      </time>
      <p>{say('display.empty')}</p>
    </div>
  );
}

function useAnnouncer() {
  const made = useMemo(() => {
    let voice: BrowserVoice | undefined;
    const ready = Promise.all([speakerOf('es'), speakerOf('en')]).then(([es, en]) => {
      voice = new BrowserVoice({ es, en });
    });
    const announcer = new Announcer(
      {
        chime: async () => {
          await ready;
          await voice!.chime();
        },
        say: async (call, language) => {
          await ready;
          await voice!.say(call, language);
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
        if (now) made.announcer.offer(callsOf(now), serverNow());
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
function followPanel() {
  const seat = seatOfPanel();
  const root = document.documentElement;
  const size = () => {
    for (const [name, value] of Object.entries(scaleOf(seat, innerWidth, innerHeight))) {
      root.style.setProperty(name, value);
    }
  };
  size();
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
 * Keeps the panel from dimming; asks again whenever the page becomes visible. Where browsers
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
