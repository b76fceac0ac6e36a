import { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { esCL } from '../../texts/es-CL';
import { clockTime, Speaker } from '../../texts/format';
import { queueInWords } from '../../texts/said-wait';
import { second } from '../shared/api/clock';
import { branch, view } from '../shared/api/watch-branch';
import { named, speakerOf } from '../shared/look/words';
import { tag } from '../shared/look/words';

const EACH_MS = 8_000;

/**
 * One sentence at a time, in each of the branch's languages: how many wait in a queue. Beside it,
 * the time. `instead` replaces the sentence.
 */
export function Strip({ instead }: { instead: ComponentChildren }) {
  const [turn, setTurn] = useState(0);
  const [speakers, setSpeakers] = useState<readonly (readonly [string, Speaker<typeof esCL>])[]>(
    [],
  );
  const languages = branch.value!.settings.languages.join();
  useEffect(() => {
    void Promise.all(
      languages.split(',').map(async (code) => [code, await speakerOf(code)] as const),
    ).then(setSpeakers);
  }, [languages]);
  useEffect(() => {
    const timer = setInterval(() => setTurn((now) => now + 1), EACH_MS);
    return () => clearInterval(timer);
  }, []);

  const queues = branch.value!.queues.filter(
    ({ id, open }) => open || (view.value!.queues.find((each) => each.id === id)?.waiting ?? 0) > 0,
  );
  const sentences = speakers.flatMap(([code, speaker]) =>
    queues.map((queue) => {
      const now = view.value!.queues.find((each) => each.id === queue.id);
      const values = { waiting: now?.waiting ?? 0, queue: named(queue.names, code) };
      return { tag: speaker.tag, text: queueInWords(values, now?.said, speaker.say) };
    }),
  );
  const sentence = sentences[turn % Math.max(1, sentences.length)];
  return (
    <footer class="strip">
      {instead || (
        <bdi class="strip-words cut" key={turn} lang={sentence?.tag}>
          {sentence?.text}
        </bdi>
      )}
      <time class="figures">
        {clockTime(tag.value, second.value, branch.value!.branch.timeZone)}
      </time>
    </footer>
  );
}
