import { useState } from 'preact/hooks';
import { naturally } from '../../domain/model/natural';
import { markedName } from '../../domain/model/told-apart';
import type { BankFactName } from '../../wire/enums';
import type { FactType } from '../../wire/facts';
import type { Directory } from '../../wire/settings';
import { happenings, kindWords, People } from './audit-words';
import { CheckField, ChoiceField, Grid, TextField } from './fields';
import { Field, Form, useForm } from './form';
import { anything, AuditCriteria } from './use-audit';
import { webhookTypes } from './webhook-types';
import { adminSay } from './words';

/** Event types that are recorded but not offered to other systems. */
const others: Readonly<Record<Exclude<FactType, (typeof webhookTypes)[number]>, true>> = {
  AdvisorAsked: true,
  AdvisorPlanned: true,
  DayLearned: true,
  DayPlanned: true,
  ContactLinked: true,
  ContactUnlinked: true,
  DeliveryEnded: true,
  PersonalDataShown: true,
  NoteWritten: true,
  NoteRemoved: true,
  BankFact: true,
};

const kinds = () =>
  [...webhookTypes, ...(Object.keys(others) as FactType[])]
    .map((type) => ({ value: type, label: kindWords(type) }))
    .sort((a, b) => naturally(a.label, b.label));

/** Staff, present and former, are offered by name, and so are people whom the found events name. */
const offered = (directory: Directory | undefined, people: People) =>
  Object.entries({
    ...people,
    ...Object.fromEntries(
      Object.values({ ...directory?.former, ...directory?.staff }).map(({ id, firstName }) => [
        id,
        firstName,
      ]),
    ),
  })
    .map(([id, firstName]) => markedName(firstName, id))
    .sort(naturally);

/** The code behind an offered name; anything else that is typed is a code itself. */
const codeIn = (typed: string): string => (/ \(([^()]+)\)$/.exec(typed)?.[1] ?? typed).trim();

/** What an auditor looks for; all of it has to match. A number or a person, not both. */
export function AuditSearch({
  bank,
  directory,
  people,
  onSearch,
}: {
  /** The bank's own chain: it has no tickets. */
  bank: boolean;
  directory: Directory | undefined;
  people: People;
  onSearch: (criteria: AuditCriteria) => Promise<void>;
}) {
  const [sought, setSought] = useState(anything);
  const form = useForm(() => onSearch(sought));
  const set = (part: Partial<AuditCriteria>) => setSought({ ...sought, ...part });
  return (
    <Form
      of={form}
      class="settings-group audit-search"
      buttons={
        <div class="row">
          <button class="button primary" disabled={form.busy}>
            {adminSay('admin.audit.search')}
          </button>
          <button
            type="button"
            class="button plain"
            onClick={() => {
              form.clear();
              setSought(anything);
              void onSearch(anything);
            }}
          >
            {adminSay('admin.audit.clear')}
          </button>
        </div>
      }
    >
      <Grid>
        {bank ? (
          <OfBank {...{ criteria: sought, set }} />
        ) : (
          <OfBranch {...{ criteria: sought, set }} />
        )}
        <Who {...{ criteria: sought, set }} offers={offered(directory, people)} />
        <ChoiceField<FactType | ''>
          name="type"
          label={adminSay('admin.audit.kind')}
          value={sought.type}
          set={(type) => set({ type })}
          choices={[{ value: '', label: adminSay('admin.audit.kind.any') }, ...kinds()]}
        />
        <Between criteria={sought} set={set} />
      </Grid>
      {!bank && (
        <CheckField
          name="updates"
          label={adminSay('admin.audit.updates')}
          help={adminSay('admin.audit.updates.help')}
          value={sought.updates}
          set={(updates) => set({ updates })}
        />
      )}
    </Form>
  );
}

interface Part {
  readonly criteria: AuditCriteria;
  readonly set: (part: Partial<AuditCriteria>) => void;
}

const Who = ({ criteria, set, offers }: Part & { offers: readonly string[] }) => (
  <TextField
    name="actor"
    label={adminSay('admin.audit.actor')}
    help={adminSay('admin.audit.actor.help')}
    value={criteria.actor}
    set={(actor) => set({ actor: codeIn(actor) })}
    most={100}
    offers={offers}
  />
);

/** The bank's events are nearly all of one type. */
const OfBank = ({ criteria, set }: Part) => (
  <ChoiceField<BankFactName | ''>
    name="what"
    label={adminSay('admin.audit.what')}
    value={criteria.what}
    set={(what) => set({ what })}
    choices={[{ value: '', label: adminSay('admin.audit.kind.any') }, ...happenings()]}
  />
);

const OfBranch = ({ criteria, set }: Part) => (
  <>
    <TextField
      name="ticket"
      label={adminSay('admin.audit.ticket')}
      help={adminSay('admin.audit.ticket.help')}
      value={criteria.ticket}
      set={(ticket) => set({ ticket, person: '' })}
      pattern="\s*[A-Za-z]{1,3}\d{1,6}\s*"
      wants="admin.wants.ticket"
      most={12}
    />
    <TextField
      name="nationalId"
      label={adminSay('admin.audit.person')}
      help={adminSay('admin.audit.person.help')}
      value={criteria.person}
      set={(person) => set({ person, ticket: '' })}
      most={40}
    />
  </>
);

const Between = ({ criteria, set }: Part) => (
  <>
    <WhenField
      name="from"
      label={adminSay('admin.audit.from')}
      value={criteria.from}
      set={(from) => set({ from })}
    />
    <WhenField
      name="to"
      label={adminSay('admin.audit.to')}
      value={criteria.to}
      set={(to) => set({ to })}
    />
  </>
);

const WhenField = ({
  value,
  set,
  ...about
}: {
  name: string;
  label: string;
  value: string;
  set: (value: string) => void;
}) => (
  <Field {...about}>
    {(tied) => (
      <input
        {...tied}
        class="input"
        type="datetime-local"
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    )}
  </Field>
);
