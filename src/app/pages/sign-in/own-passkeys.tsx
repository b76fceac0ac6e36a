import { useEffect, useState } from 'preact/hooks';
import { dateAndTime } from '../../texts/format';
import type { Passkey } from '../../wire/passkeys';
import { call } from '../shared/api/api';
import { hasPasskeys, makePasskey } from '../shared/api/passkeys';
import { asStaff } from '../shared/api/session';
import { Answers, Notice, Tone } from '../shared/look/parts';
import { tiedTo, useRefusal, Wrong } from '../shared/look/refusal';
import { faultOf } from '../shared/look/staff-refusal';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { tag } from '../shared/look/words';

// A date must not break at its hyphens, so each gets a word joiner.
const at = (instant: string) =>
  dateAndTime(tag.value, Date.parse(instant)).replace(/-/g, '-\u2060');

/** The reader's own passkeys: adding, recognising, naming and removing them. */
export function OwnPasskeys({ added }: { added: (codes: readonly string[] | null) => void }) {
  const [mine, setMine] = useState<readonly Passkey[]>([]);
  const [adding, setAdding] = useState(false);
  const [said, setSaid] = useSaid<{ readonly tone: Tone; readonly text: string }>();
  const failed = (error: unknown) =>
    setSaid(() => ({ tone: 'attention', text: staffProblem(error) }));
  const read = () => asStaff(() => call('GET /api/sessions/passkeys')).then(setMine, failed);
  useEffect(() => void read(), []);
  const make = async (name: string) => {
    setSaid(undefined);
    const offered = await asStaff(() => call('POST /api/sessions/passkeys/offer'));
    const body = { name, ...(await makePasskey(offered)) };
    const { recoveryCodes } = await asStaff(() => call('POST /api/sessions/passkeys', { body }));
    setAdding(false);
    setSaid(() => ({ tone: 'good', text: staffSay('passkey.now') }));
    added(recoveryCodes);
    await read();
  };
  const rename = async (passkey: string, name: string) => {
    setSaid(undefined);
    await asStaff(() =>
      call('PUT /api/sessions/passkeys/:passkey', { params: { passkey }, body: { name } }),
    );
    setSaid(() => ({ tone: 'good', text: staffSay('passkey.renamed', { name }) }));
    await read();
  };
  const remove = async (passkey: string) => {
    setSaid(undefined);
    try {
      await asStaff(() => call('DELETE /api/sessions/passkeys/:passkey', { params: { passkey } }));
      setSaid(() => ({ tone: 'good', text: staffSay('passkey.removed') }));
      added(null);
    } catch (error) {
      failed(error);
    }
    await read();
  };
  return (
    <section class="sign-in-card-part" aria-labelledby="passkeys">
      <h2 id="passkeys">{staffSay('passkey.title')}</h2>
      <div aria-live="assertive">{said && <Notice tone={said.tone}>{said.text}</Notice>}</div>
      <p class="quiet">{staffSay('passkey.text')}</p>
      {mine.length > 0 && (
        <ul class="sign-in-sessions">
          {mine.map((each) => (
            <One
              key={each.id}
              passkey={each}
              others={mine.filter(({ id }) => id !== each.id)}
              rename={(name) => rename(each.id, name)}
              remove={() => void remove(each.id)}
            />
          ))}
        </ul>
      )}
      {!hasPasskeys() && <p class="quiet">{staffSay('passkey.none-here')}</p>}
      {adding && <NamePasskey others={mine} make={make} cancel={() => setAdding(false)} />}
      {hasPasskeys() && !adding && (
        <button type="button" class="button wide" onClick={() => setAdding(true)}>
          {staffSay('passkey.add')}
        </button>
      )}
    </section>
  );
}

function One({
  passkey: { id, name, addedAt, usedAt },
  others,
  rename,
  remove,
}: {
  passkey: Passkey;
  others: readonly Passkey[];
  rename: (name: string) => Promise<void>;
  remove: () => void;
}) {
  const [sure, setSure] = useState(false);
  const [naming, setNaming] = useState(false);
  if (naming) {
    return (
      <li>
        <NamePasskey
          field={`passkey-name-${id}`}
          before={name}
          others={others}
          make={(chosen) => rename(chosen).then(() => setNaming(false))}
          cancel={() => setNaming(false)}
        />
      </li>
    );
  }
  if (sure) {
    return (
      <Sure
        name={name}
        no={() => setSure(false)}
        yes={() => {
          setSure(false);
          remove();
        }}
      />
    );
  }
  return (
    <li>
      <div class="grow">
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <p class="quiet">
          {staffSay('passkey.added', { at: at(addedAt) })}{' '}
          {usedAt ? staffSay('passkey.used', { at: at(usedAt) }) : staffSay('passkey.never')}
        </p>
      </div>
      <div class="own-passkey-does">
        <button
          type="button"
          class="button small"
          aria-label={staffSay('passkey.rename.of', { name })}
          onClick={() => setNaming(true)}
        >
          {staffSay('passkey.rename')}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={staffSay('passkey.remove.of', { name })}
          onClick={() => setSure(true)}
        >
          {staffSay('passkey.remove')}
        </button>
      </div>
    </li>
  );
}

const Sure = ({ name, no, yes }: { name: string; no: () => void; yes: () => void }) => (
  <li class="own-passkey-sure">
    <p>{staffSay('passkey.remove.sure', { name })}</p>
    <Answers
      no={staffSay('passkey.remove.no')}
      onNo={no}
      yes={staffSay('passkey.remove.yes')}
      onYes={yes}
      danger
    />
  </li>
);

/** The form in which names are compared. */
const plain = (name: string) => name.trim().normalize('NFKC').toLowerCase();

/**
 * Asks for a name first, because the browser's dialog covers the page, and a name that is taken
 * should be reported before it.
 */
export function NamePasskey({
  field = 'passkey-name',
  before,
  others = [],
  make,
  cancel,
  failed,
}: {
  field?: string;
  /** Its present name, if it has one. */
  before?: string;
  others?: readonly Passkey[];
  make: (name: string) => Promise<void>;
  cancel: () => void;
  /** Called first with an error; true if the page need not show it. */
  failed?: (error: unknown) => boolean;
}) {
  const [name, setName] = useState(before ?? '');
  const [busy, setBusy] = useState(false);
  const { wrong, rest, refuse } = useRefusal();
  const send = async () => {
    if (!name.trim()) return refuse({ says: () => staffSay('passkey.name.empty'), field });
    if (others.some((other) => plain(other.name) === plain(name))) {
      return refuse({ says: () => staffSay('passkey.name.taken'), field });
    }
    setBusy(true);
    refuse();
    try {
      await make(name.trim());
    } catch (error) {
      setBusy(false);
      if (!failed?.(error)) refuse(faultOf(error, { name: field }));
    }
  };
  return (
    <form
      class="sign-in-card-part grow"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="field">
        <label for={field}>{staffSay('passkey.name')}</label>
        <input
          id={field}
          class="input"
          dir="auto"
          autocomplete="off"
          maxLength={60}
          placeholder={staffSay('passkey.name.example')}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
          {...tiedTo(field, wrong(field))}
        />
        <Wrong id={field} text={wrong(field)} />
      </div>
      <div aria-live="assertive">{rest && <Notice tone="attention">{rest}</Notice>}</div>
      <button class="button primary wide" disabled={busy}>
        {before !== undefined
          ? staffSay('passkey.rename.save')
          : staffSay(busy ? 'passkey.waiting' : 'passkey.make')}
      </button>
      <button type="button" class="button plain" onClick={cancel}>
        {staffSay('second.cancel')}
      </button>
    </form>
  );
}
