import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../api/api';
import { codeInAddress, enrol, EnrolledKind, WrongKind } from '../api/device';
import { left, off } from './all-icons';
import { Icon } from './icons';
import { LetterKeys } from './keys';
import { LanguageButtons } from './language-buttons';
import { EmptyPage, Notice } from './parts';
import { problemWords } from './problem-words';
import { Fault, RefusableField, tiedTo, useRefusal, Wrong } from './refusal';
import { say } from './screen-words';
import './enrol.css';

/** The id of the field for the code. */
const CODE = 'code';
/** So long (ms) after the last key nobody of the staff is there any more. */
const ALONE_MS = 120_000;

/**
 * What a device shows while it is not enrolled: what customers should do. Staff open the field for
 * the code. What is new has the focus.
 */
export function Enrol({ kind }: { kind: EnrolledKind }) {
  const [staff, setStaff] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const given = codeInAddress();
    if (given) enrol(given, kind).catch((error: unknown) => setFailed(error));
  }, []);
  const asksCode = staff || failed !== undefined;
  useEffect(() => {
    const heading = place.current?.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [asksCode]);
  const leave = () => {
    setStaff(false);
    setFailed(undefined);
  };
  if (asksCode) return <EnrolForm kind={kind} first={failed} leave={leave} />;
  return (
    <main class="enrol" ref={place}>
      <EmptyPage icon={off} title={say(`${kind}.off`)}>
        {say(`${kind}.off.text`)}
      </EmptyPage>
      <button type="button" class="button plain" onClick={() => setStaff(true)}>
        {say('enrol.staff')}
      </button>
      <LanguageButtons />
    </main>
  );
}

/** `first`: why a code in the address was refused. */
function EnrolForm({
  kind,
  first,
  leave,
}: {
  kind: EnrolledKind;
  first: unknown;
  leave: () => void;
}) {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const { wrong, rest, refuse } = useRefusal();
  useEffect(() => {
    if (first !== undefined) refuse(faultIn(first, kind));
  }, []);
  useEffect(() => {
    const timer = setTimeout(leave, ALONE_MS);
    return () => clearTimeout(timer);
  }, [code, busy]);

  const connect = async (text: string) => {
    setBusy(true);
    refuse();
    try {
      await enrol(text, kind);
    } catch (error) {
      setBusy(false);
      refuse(faultIn(error, kind));
    }
  };

  return (
    <main class="enrol">
      <form
        class="enrol-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && code.trim() !== '') void connect(code);
        }}
      >
        <h1>{say('enrol.title')}</h1>
        <p class="quiet">{say('enrol.text')}</p>
        <Code value={code} set={setCode} wrong={wrong(CODE)} />
        <LetterKeys
          press={(face) => setCode((now) => now + face.toLowerCase())}
          erase={() => setCode((now) => now.slice(0, -1))}
        />
        {rest !== undefined && (
          <Notice tone="attention" live>
            {rest}
          </Notice>
        )}
        <button class="button primary wide" disabled={busy || code.trim() === ''}>
          {say('enrol.do')}
        </button>
        <button type="button" class="button plain" onClick={leave}>
          <Icon of={left} />
          {say('back')}
        </button>
        <LanguageButtons />
      </form>
    </main>
  );
}

/** The field for the code: whoever opens it goes on there. */
function Code({ value, set, wrong }: RefusableField) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current!.focus(), []);
  return (
    <div class="field">
      <label for={CODE}>{say('enrol.code')}</label>
      <input
        id={CODE}
        class="input"
        ref={field}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        {...tiedTo(CODE, wrong)}
      />
      <Wrong id={CODE} text={wrong} />
    </div>
  );
}

/** Statuses that mean that the code was refused. */
const REFUSALS: readonly number[] = [400, 401, 403, 404, 409, 422];

/** What is wrong with the code is said at its field; that the server is away is not about it. */
function faultIn(error: unknown, kind: EnrolledKind): Fault {
  if (error instanceof WrongKind) {
    return {
      field: CODE,
      says: () => say('enrol.wrong-kind', { kind: say(`enrol.${kind}`) }),
    };
  }
  return error instanceof ApiProblem && REFUSALS.includes(error.status)
    ? { field: CODE, says: () => say('problem.enrolment_failed') }
    : { says: () => problemWords(error) };
}
