import { useState } from 'preact/hooks';
import { parseRut } from '../../domain/model/rut';
import type { PersonExport } from '../../wire/configuration';
import type { OpenTicket } from '../../wire/problem';
import type { ListedRequest } from '../../wire/rights';
import { ApiProblem, command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Answers, Dialog, Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { say } from '../shared/look/words';
import { TextField } from './fields';
import { All } from './kept';
import { CorrectDialog, Correction, Opposed, OpposeDialog } from './person-acts';
import { Requests } from './requests';
import { adminSay } from './words';

type Outcome =
  | { readonly kind: 'kept'; readonly kept: PersonExport }
  | { readonly kind: 'erased'; readonly tickets: number }
  | { readonly kind: 'corrected' }
  | { readonly kind: 'opposed'; readonly ended: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly error: unknown };
type PersonAction = 'erase' | 'correct' | 'oppose';
type Person = { nationalId: string } | { phone: string } | { request: string };

/**
 * The rights of persons: their requests and, for a person who is named here or made one, seeing
 * what is stored, correcting it, erasing it, and opposing. Everything is recorded in the bank's
 * audit, without the national ID.
 */
export function Persons() {
  const [typed, setTyped] = useState('');
  const [taken, setTaken] = useState<ListedRequest>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [asking, setAsking] = useState<PersonAction>();
  const [busy, setBusy] = useState(false);
  const ask = async (request: () => Promise<Outcome>) => {
    setBusy(true);
    setAsking(undefined);
    setOutcome(undefined);
    setOutcome(await outcomeOf(request));
    setBusy(false);
  };
  const take = (request: ListedRequest | undefined) => {
    setTaken(request);
    setOutcome(undefined);
  };
  const id = typed.trim();
  const person = taken ? { request: taken.id } : personIn(id);
  const nobody = busy || (id === '' && !taken);
  return (
    <>
      <Requests take={take} />
      <p class="quiet">{adminSay('admin.person.text')}</p>
      {taken && <Taken request={taken} leave={() => take(undefined)} />}
      <form
        class="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(() => exported(person));
        }}
      >
        {!taken && (
          <TextField
            label={adminSay('admin.person.id')}
            help={adminSay('admin.person.id.help')}
            value={typed}
            set={(value) => {
              setTyped(value);
              setOutcome(undefined);
            }}
            required
            most={40}
          />
        )}
        <Acts nobody={nobody} ask={setAsking} />
      </form>
      {outcome && <Said outcome={outcome} wrongRut={parseRut(typed).state === 'wrong-digit'} />}
      {asking === 'erase' && (
        <EraseDialog
          nationalId={taken?.person ?? id}
          onErase={() => void ask(() => erased(person))}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'correct' && (
        <CorrectDialog
          onCorrect={(correct) => void ask(() => corrected(person, correct))}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'oppose' && (
        <OpposeDialog
          onOppose={(to) => void ask(() => opposed(person, to))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

const Taken = ({ request, leave }: { request: ListedRequest; leave: () => void }) => (
  <Notice>
    <p class="strong">
      {adminSay('admin.rights.taking', {
        person: request.person ?? adminSay('admin.rights.unknown'),
        right: adminSay(`admin.rights.${request.right}`),
      })}
    </p>
    <button type="button" class="button small" onClick={leave}>
      {adminSay('admin.rights.untake')}
    </button>
  </Notice>
);

const Acts = ({ nobody, ask }: { nobody: boolean; ask: (action: PersonAction) => void }) => (
  <div class="row">
    <button class="button primary" disabled={nobody}>
      {adminSay('admin.person.see')}
    </button>
    <button type="button" class="button" disabled={nobody} onClick={() => ask('correct')}>
      {adminSay('admin.person.correct')}
    </button>
    <button type="button" class="button" disabled={nobody} onClick={() => ask('oppose')}>
      {adminSay('admin.person.oppose')}
    </button>
    <button type="button" class="button danger" disabled={nobody} onClick={() => ask('erase')}>
      {adminSay('admin.person.erase')}
    </button>
  </div>
);

/** Text that begins with a plus is a phone, of a person who gave nothing else. */
const personIn = (typed: string): Person =>
  typed.startsWith('+') ? { phone: typed.replace(/[\s()-]/g, '') } : { nationalId: typed };

async function exported(person: Person): Promise<Outcome> {
  return { kind: 'kept', kept: await command('POST /api/customers/export', { body: person }) };
}

async function erased(person: Person): Promise<Outcome> {
  const done = await command('POST /api/customers/erase', { body: person });
  return done.erased ? { kind: 'erased', tickets: done.tickets } : { kind: 'nothing' };
}

async function corrected(person: Person, correct: Correction): Promise<Outcome> {
  const { rectified } = await command('POST /api/customers/rectify', {
    body: { person, correct },
  });
  return { kind: rectified ? 'corrected' : 'nothing' };
}

async function opposed(person: Person, to: Opposed[]): Promise<Outcome> {
  const done = await command('POST /api/customers/oppose', { body: { person, to } });
  return done.opposed ? { kind: 'opposed', ended: done.ended } : { kind: 'nothing' };
}

/** Runs a request. Finding nothing is also an outcome. */
async function outcomeOf(request: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await asStaff(request);
  } catch (error) {
    return error instanceof ApiProblem && error.code === 'unknown_customer'
      ? { kind: 'nothing' }
      : { kind: 'problem', error };
  }
}

const EraseDialog = ({
  nationalId,
  onErase,
  onClose,
}: {
  nationalId: string;
  onErase: () => void;
  onClose: () => void;
}) => (
  <Dialog title={adminSay('admin.person.erase.ask', { id: nationalId })} onClose={onClose}>
    <p>{adminSay('admin.person.erase.text')}</p>
    <p class="quiet">{adminSay('admin.person.erase.keeps')}</p>
    <Answers
      no={adminSay('admin.person.erase.no')}
      onNo={onClose}
      yes={adminSay('admin.person.erase.yes')}
      onYes={onErase}
      danger
    />
  </Dialog>
);

function Said({ outcome, wrongRut }: { outcome: Outcome; wrongRut: boolean }) {
  const good = (words: string) => (
    <Notice tone="good" live>
      {words}
    </Notice>
  );
  switch (outcome.kind) {
    case 'kept':
      return <All kept={outcome.kept} />;
    case 'erased':
      return good(adminSay('admin.person.erased', { n: outcome.tickets }));
    case 'corrected':
      return good(adminSay('admin.person.corrected'));
    case 'opposed':
      return good(adminSay('admin.person.opposed', { n: outcome.ended }));
    case 'nothing':
      return <Notice live>{adminSay('admin.person.nothing')}</Notice>;
    default:
      return (
        <Notice tone="attention" live>
          {refusal(outcome.error, wrongRut)}
        </Notice>
      );
  }
}

function refusal(error: unknown, wrongRut: boolean): string {
  const { code, body = {} } = error instanceof ApiProblem ? error : { code: undefined };
  switch (code) {
    case 'active_ticket_exists': {
      const { number = '', branch = '' } = body as Partial<OpenTicket>;
      return adminSay('admin.person.active', { number, branch });
    }
    case 'several_persons':
      return adminSay('admin.person.several');
    case 'person_exists':
      return adminSay('admin.person.taken');
    case 'invalid_national_id':
      return say('problem.invalid_national_id');
    default:
      return wrongRut ? say('problem.invalid_national_id') : problemWords(error);
  }
}
