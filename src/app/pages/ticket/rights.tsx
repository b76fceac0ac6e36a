import { useEffect, useState } from 'preact/hooks';
import { longDate } from '../../texts/format';
import type { OwnRequest } from '../../wire/rights';
import { call, command } from '../shared/api/api';
import { Notice, Problem } from '../shared/look/parts';
import { say, tag } from '../shared/look/words';
import { keyInAddress, my } from './my';

const RIGHTS = ['access', 'rectification', 'erasure', 'portability', 'opposition'] as const;
type Right = (typeof RIGHTS)[number];
const LONGEST = 1000;

const day = (at: string) => longDate(tag.value, Date.parse(at), my.value?.branch.timeZone);

/** What a customer may by law ask of the bank that stores their data; folded by default. */
export function Rights() {
  const [shown, setShown] = useState(false);
  return (
    <details class="rights" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{say('rights.title')}</summary>
      {shown && <Asking />}
    </details>
  );
}

function Asking() {
  const [requests, setRequests] = useState<readonly OwnRequest[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const [sent, setSent] = useState<OwnRequest>();
  useEffect(() => {
    call('GET /api/my/requests', { ticket: keyInAddress() }).then(setRequests, setProblem);
  }, []);
  const ask = async (body: { right: Right; words?: string; reach?: string }) => {
    setProblem(undefined);
    try {
      const made = await command('POST /api/my/requests', { ticket: keyInAddress(), body });
      setRequests([made, ...requests]);
      setSent(made);
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <>
      <p class="quiet">{say('rights.text')}</p>
      {requests.map((each) => (
        <Asked key={each.id} request={each} />
      ))}
      <Problem error={problem} />
      {sent ? (
        <Notice tone="good" live>
          {say('rights.sent', { date: day(sent.dueAt) })}
        </Notice>
      ) : (
        <AskForm ask={ask} />
      )}
    </>
  );
}

const Asked = ({
  request: { right, state, dueAt, endedAt, reason, extended },
}: {
  request: OwnRequest;
}) => (
  <p>
    <span class="strong">{say(`rights.${right}`)}</span>
    <br />
    {state === 'open' && extended
      ? `${say('rights.extended', { date: day(dueAt) })} ${say(`rights.extended.${extended}`)}`
      : say(`rights.${state}`, { date: day(endedAt ?? dueAt) })}
    {reason && ` ${say(`rights.reason.${reason}`)}`}
  </p>
);

function AskForm({
  ask,
}: {
  ask: (body: { right: Right; words?: string; reach?: string }) => Promise<void>;
}) {
  const [right, setRight] = useState<Right>('access');
  const [words, setWords] = useState('');
  const [reach, setReach] = useState('');
  return (
    <form
      class="feedback"
      onSubmit={(event) => {
        event.preventDefault();
        void ask({
          right,
          ...(words.trim() ? { words: words.trim() } : {}),
          ...(reach.trim() ? { reach: reach.trim() } : {}),
        });
      }}
    >
      <div class="field">
        <label for="right">{say('rights.what')}</label>
        <select
          id="right"
          class="input"
          value={right}
          onChange={(event) => setRight(event.currentTarget.value as Right)}
        >
          {RIGHTS.map((each) => (
            <option key={each} value={each}>
              {say(`rights.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="right-words">{say('rights.words')}</label>
        <textarea
          id="right-words"
          class="input"
          dir="auto"
          maxLength={LONGEST}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="right-reach">{say('rights.reach')}</label>
        <input
          id="right-reach"
          class="input"
          maxLength={200}
          autocomplete="email"
          value={reach}
          onInput={(event) => setReach(event.currentTarget.value)}
          aria-describedby="right-reach-hint"
        />
        <span id="right-reach-hint" class="hint">
          {say('rights.reach.hint')}
        </span>
      </div>
      <button class="button wide">{say('rights.send')}</button>
    </form>
  );
}
