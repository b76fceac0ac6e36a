import { useEffect, useState } from 'preact/hooks';
import { longDate } from '../../texts/format';
import type { OwnRequest } from '../../wire/rights';
import { call, command } from '../shared/api/api';
import { Notice, Problem } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { fieldOf, RefusableField, tiedTo, useRefusal, Wrong } from '../shared/look/refusal';
import { say, tag } from '../shared/look/words';
import { keyInAddress, my } from './my';

const RIGHTS = ['access', 'rectification', 'erasure', 'portability', 'opposition'] as const;
type Right = (typeof RIGHTS)[number];
const LONGEST = 1000;

const day = (at: string) => longDate(tag.value, Date.parse(at), my.value?.branch.timeZone);

/** Requests made so far, and a form for another: loaded once somebody opens it. */
export function Asking() {
  const [requests, setRequests] = useState<readonly OwnRequest[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const [sent, setSent] = useState<OwnRequest>();
  useEffect(() => {
    call('GET /api/my/requests', { ticket: keyInAddress() }).then(setRequests, setProblem);
  }, []);
  const ask = async (body: AskBody) => {
    const made = await command('POST /api/my/requests', { ticket: keyInAddress(), body });
    setRequests([made, ...requests]);
    setSent(made);
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

interface AskBody {
  readonly right: Right;
  readonly words?: string;
  readonly reach?: string;
}

/** The controls' ids, by the API's names. */
const IDS = { right: 'right', words: 'right-words', reach: 'right-reach' } as const;

/** @param ask throws `ApiProblem`: why it was refused is said at its field */
function AskForm({ ask }: { ask: (body: AskBody) => Promise<void> }) {
  const { wrong, rest, refuse } = useRefusal();
  const [right, setRight] = useState<Right>('access');
  const [words, setWords] = useState('');
  const [reach, setReach] = useState('');
  return (
    <form
      class="feedback"
      onSubmit={(event) => {
        event.preventDefault();
        refuse();
        ask({
          right,
          ...(words.trim() ? { words: words.trim() } : {}),
          ...(reach.trim() ? { reach: reach.trim() } : {}),
        }).catch((error: unknown) =>
          refuse({ says: () => problemWords(error), ...fieldOf(error, IDS) }),
        );
      }}
    >
      <div class="field">
        <label for={IDS.right}>{say('rights.what')}</label>
        <select
          id={IDS.right}
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
        <label for={IDS.words}>{say('rights.words')}</label>
        <textarea
          id={IDS.words}
          class="input"
          dir="auto"
          maxLength={LONGEST}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
          {...tiedTo(IDS.words, wrong(IDS.words))}
        />
        <Wrong id={IDS.words} text={wrong(IDS.words)} />
      </div>
      <Reach value={reach} set={setReach} wrong={wrong(IDS.reach)} />
      {rest !== undefined && (
        <Notice tone="attention" live>
          {rest}
        </Notice>
      )}
      <button class="button wide">{say('rights.send')}</button>
    </form>
  );
}

const Reach = ({ value, set, wrong }: RefusableField) => (
  <div class="field">
    <label for={IDS.reach}>{say('rights.reach')}</label>
    <input
      id={IDS.reach}
      class="input"
      maxLength={200}
      autocomplete="email"
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
      {...tiedTo(IDS.reach, wrong, 'right-reach-hint')}
    />
    <Wrong id={IDS.reach} text={wrong} />
    <span id="right-reach-hint" class="hint">
      {say('rights.reach.hint')}
    </span>
  </div>
);
