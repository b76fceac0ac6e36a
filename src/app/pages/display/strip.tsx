import { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { clockTime, longDate } from '../../texts/format';
import { openingOf } from '../../texts/opening';
import { queueInWords } from '../../texts/said-wait';
import { second } from '../shared/api/clock';
import { branch, view } from '../shared/api/watch-branch';
import { ScreenSpeaker, speakerOf } from '../shared/look/screen-words';
import { BankMark, mark } from '../shared/look/wear';
import { named, tag } from '../shared/look/words';
import { area, Fit } from './fit';
import { inTurns, roomFor, unrepeated } from './in-turns';
import { Panel } from './panel';

const EACH_MS = 8_000;

/**
 * The branch, the date and the time, always in the same place. Each is fitted into its own space,
 * so that a long name does not make the clock smaller.
 */
export function Bar({ most }: { most: number }) {
  const { name, timeZone } = branch.value!.branch;
  const logo = mark.value?.logo !== undefined;
  const date = longDate(tag.value, second.value, timeZone);
  // The clock ticks every second; measured texts are rebuilt only when they change.
  const [where, when] = [
    useMemo(
      () => (
        <Fit most={most} wraps>
          {!logo && <BankMark />}
          <bdi class="bar-branch">{name}</bdi>
        </Fit>
      ),
      [most, logo, name],
    ),
    useMemo(
      () => (
        <Fit most={most} wraps class="bar-date">
          <span>{date}</span>
        </Fit>
      ),
      [most, date],
    ),
  ];
  return (
    <header class="bar">
      <span class="place">
        {logo && <BankMark />}
        {where}
      </span>
      {when}
      <time class="figures">{clockTime(tag.value, second.value, timeZone)}</time>
    </header>
  );
}

/**
 * One sentence at a time, in each of the panel's languages: that the branch is closed, its notices,
 * how many wait in a queue. `told`: the panel already says, in its own language, that the branch is
 * closed. `instead` replaces the sentence.
 */
export function Strip({
  panel,
  most,
  told,
  instead,
}: {
  panel: Panel;
  most: number;
  told: boolean;
  instead: ComponentChildren;
}) {
  const [turn, setTurn] = useState(0);
  const speakers = useSpeakers(panel);
  useEffect(() => {
    const timer = setInterval(() => setTurn((now) => now + 1), EACH_MS);
    return () => clearInterval(timer);
  }, []);
  const sentences = unrepeated(
    speakers.flatMap(([code, speaker]) =>
      sentencesOf(code, speaker, panel, told, roomFor(area.value, most)).map((text) => ({
        tag: speaker.tag,
        text,
      })),
    ),
  );
  const sentence = sentences[turn % Math.max(1, sentences.length)];
  return (
    <footer class="strip">
      {instead || (
        <Fit most={most} wraps>
          <bdi class="strip-words" key={sentence?.text} lang={sentence?.tag}>
            {sentence?.text}
          </bdi>
        </Fit>
      )}
    </footer>
  );
}

/** When the branch opens again; undefined while it is open. */
export function closedWords({ say, tag: spoken }: ScreenSpeaker): string | undefined {
  const { open, openedToday, opensAt, lastTicketGiven, branch: here } = branch.value!;
  if (open) return undefined;
  // people are still served after the last ticket
  if (opensAt === null) {
    return say(lastTicketGiven ? 'kiosk.closed.last.unknown' : 'display.closed');
  }
  const { day, time } = openingOf(spoken, Date.parse(opensAt), second.value, here.timeZone);
  if (day !== undefined) {
    return say(lastTicketGiven ? 'kiosk.closed.last' : 'display.closed.until', { day, time });
  }
  return say(openedToday ? 'kiosk.closed.between' : 'kiosk.closed.not-yet', { time });
}

function sentencesOf(
  code: string,
  speaker: ScreenSpeaker,
  { queues: only, language: own }: Panel,
  told: boolean,
  room: number,
): readonly string[] {
  const { queues, settings, reason } = branch.value!;
  const closed = closedWords(speaker);
  const notices = named(settings.notices, code).split('\n');
  const lines = queues
    .filter(({ id }) => only.length === 0 || only.includes(id))
    .flatMap((queue) => {
      const now = view.value!.queues.find((each) => each.id === queue.id);
      const waiting = now?.waiting ?? 0;
      // A queue that issues no tickets is mentioned only while people wait in it.
      if (waiting === 0 && (closed !== undefined || now?.said.as === 'closed')) return [];
      return [queueInWords({ waiting, queue: named(queue.names, code) }, now?.said, speaker.say)];
    });
  const why = closed === undefined || !reason ? [] : [named(reason, code)].filter(Boolean);
  const door = closed === undefined || (told && code === own) ? [] : [closed];
  return [...[...door, ...why, ...notices].flatMap((text) => inTurns(text, room)), ...lines];
}

/**
 * The panel's languages with their texts, its own first; without a second one, also the branch's.
 */
function useSpeakers({ language, second: beside }: Panel) {
  const [speakers, setSpeakers] = useState<readonly (readonly [string, ScreenSpeaker])[]>([]);
  const { languages } = branch.value!.settings;
  const codes = [...new Set(beside ? [language, beside] : [language, ...languages])].join();
  useEffect(() => {
    void Promise.all(
      codes.split(',').map(async (code) => [code, await speakerOf(code)] as const),
    ).then(setSpeakers);
  }, [codes]);
  return speakers;
}
