import { useState } from 'preact/hooks';
import { formatRut, parseRut } from '../../domain/model/rut';
import { dateAndTime } from '../../texts/format';
import type { PersonExport } from '../../wire/configuration';
import type { OpenTicket } from '../../wire/problem';
import { ApiProblem, command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { down, Icon } from '../shared/look/icons';
import { Dialog, Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { say, tag } from '../shared/look/words';
import { TextField } from './fields';
import { adminSay } from './words';

type Outcome =
  | { readonly kind: 'kept'; readonly kept: PersonExport }
  | { readonly kind: 'erased'; readonly tickets: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly error: unknown };

/**
 * A person's rights: to see what is stored about them, and to be erased. Both are recorded in the
 * bank's audit, without the national ID.
 */
export function Persons() {
  const [nationalId, setNationalId] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const ask = async (request: () => Promise<Outcome>) => {
    setBusy(true);
    setAsking(false);
    setOutcome(undefined);
    setOutcome(await outcomeOf(request));
    setBusy(false);
  };
  const id = nationalId.trim();
  return (
    <>
      <p class="quiet">{adminSay('admin.person.text')}</p>
      <form
        class="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(() => exported(id));
        }}
      >
        <TextField
          label={adminSay('admin.person.id')}
          help={adminSay('admin.person.id.help')}
          value={nationalId}
          set={(value) => {
            setNationalId(value);
            setOutcome(undefined);
          }}
          required
          most={40}
        />
        <div class="row">
          <button class="button primary" disabled={busy || id === ''}>
            {adminSay('admin.person.see')}
          </button>
          <button
            type="button"
            class="button danger"
            disabled={busy || id === ''}
            onClick={() => setAsking(true)}
          >
            {adminSay('admin.person.erase')}
          </button>
        </div>
      </form>
      {outcome && (
        <Said outcome={outcome} wrongRut={parseRut(nationalId).state === 'wrong-digit'} />
      )}
      {asking && (
        <EraseDialog
          nationalId={id}
          onErase={() => void ask(() => erased(id))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** What begins with a plus is a phone, of whoever gave nothing else. */
const personIn = (typed: string) =>
  typed.startsWith('+') ? { phone: typed.replace(/[\s()-]/g, '') } : { nationalId: typed };

async function exported(nationalId: string): Promise<Outcome> {
  const kept = await command('POST /api/customers/export', { body: personIn(nationalId) });
  return { kind: 'kept', kept };
}

async function erased(nationalId: string): Promise<Outcome> {
  const done = await command('POST /api/customers/erase', { body: personIn(nationalId) });
  return done.erased ? { kind: 'erased', tickets: done.tickets } : { kind: 'nothing' };
}

/** Runs a request. Finding nothing is an outcome as well. */
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
    <div class="row">
      <button type="button" class="button primary" onClick={onClose}>
        {adminSay('admin.person.erase.no')}
      </button>
      <button type="button" class="button danger" onClick={onErase}>
        {adminSay('admin.person.erase.yes')}
      </button>
    </div>
  </Dialog>
);

function Said({ outcome, wrongRut }: { outcome: Outcome; wrongRut: boolean }) {
  switch (outcome.kind) {
    case 'kept':
      return <All kept={outcome.kept} />;
    case 'erased':
      return (
        <Notice tone="good" live>
          {adminSay('admin.person.erased', { n: outcome.tickets })}
        </Notice>
      );
    case 'nothing':
      return <Notice live>{adminSay('admin.person.nothing')}</Notice>;
    default: {
      const active =
        outcome.error instanceof ApiProblem && outcome.error.code === 'active_ticket_exists';
      const { number = '', branch = '' } = (
        active ? (outcome.error as ApiProblem).body : {}
      ) as Partial<OpenTicket>;
      return (
        <Notice tone="attention" live>
          {active
            ? adminSay('admin.person.active', { number, branch })
            : wrongRut
              ? say('problem.invalid_national_id')
              : problemWords(outcome.error)}
        </Notice>
      );
    }
  }
}

/** A RUT in the usual notation; another document as it is. */
function shownId(nationalId: string): string {
  const parsed = parseRut(nationalId);
  return parsed.state === 'good' ? formatRut(parsed.rut) : nationalId;
}

/** A summary of what is stored, and all of it as a file for the person. */
function All({ kept }: { kept: PersonExport }) {
  const json = JSON.stringify(kept, null, 2);
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(json)}`;
  return (
    <section class="person-kept" role="status">
      <dl>
        <dt>{adminSay('admin.person.id')}</dt>
        <dd>
          <bdi>
            {kept.nationalId === null ? adminSay('admin.person.none') : shownId(kept.nationalId)}
          </bdi>
        </dd>
        <dt>{adminSay('admin.person.phone')}</dt>
        <dd>
          <bdi>{kept.phone ?? adminSay('admin.person.none')}</bdi>
        </dd>
        <dt>{adminSay('admin.person.tickets')}</dt>
        <dd class="figures">{kept.tickets.length}</dd>
        <dt>{adminSay('admin.person.contacts')}</dt>
        <dd>
          {kept.contacts.length === 0
            ? adminSay('admin.person.none')
            : kept.contacts.map((contact) => (
                <div key={contact.address}>
                  <bdi>
                    {contact.consumer} {contact.address}
                  </bdi>
                </div>
              ))}
        </dd>
        <Written words={adminSay('admin.person.remarks')} of={kept.remarks} />
        <Written words={adminSay('admin.person.notes')} of={kept.notes} />
      </dl>
      <a class="button" href={file} download="datos.json">
        <Icon of={down} />
        {adminSay('admin.person.download')}
      </a>
    </section>
  );
}

/** What they wrote, or what was written of their visits. */
const Written = ({ words, of }: { words: string; of: PersonExport['remarks'] }) => (
  <>
    <dt>{words}</dt>
    <dd>
      {of.length === 0
        ? adminSay('admin.person.none')
        : of.map(({ at, text }) => (
            <div key={at}>
              {dateAndTime(tag.value, Date.parse(at))}: <bdi>{text}</bdi>
            </div>
          ))}
    </dd>
  </>
);
