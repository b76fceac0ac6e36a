import { useState } from 'preact/hooks';
import { naturally } from '../../domain/model/natural';
import { howLong } from '../../texts/format';
import type { InputOf } from '../../wire/routes';
import type { Queue } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { named, tag } from '../shared/look/words';
import { Editor, LabelledValues } from './editor';
import { CheckField, Grid, NumberField, TextField } from './fields';
import { IconField, iconName } from './icon-field';
import { IdField } from './id-field';
import { OutcomesField } from './outcomes-field';
import { Table, yesNo } from './table';
import { savedWords, useList } from './use-list';
import { adminSay } from './words';

const fresh: Queue = {
  id: '',
  prefix: '',
  names: { es: '', en: '' },
  hints: { es: '', en: '' },
  priority: 1,
  targetMinutes: 20,
  averageMinutes: 5,
  open: true,
  outcomes: { required: false, codes: [] },
  icon: '',
  group: { es: '', en: '' },
};
const outcomesOf = ({ outcomes = { required: false, codes: [] } }: Queue) => outcomes;

/** The queues of a branch, with their targets. */
export function Queues({ branch }: { branch: string }) {
  const list = useList(
    branch,
    'queue',
    () => call('GET /api/branches/:branch/queues', { params: { branch } }),
    (queue, body: InputOf<'PUT /api/branches/:branch/queues/:queue'>['body']) =>
      command('PUT /api/branches/:branch/queues/:queue', { params: { branch, queue }, body }),
  );
  const [editing, setEditing] = useState<Queue>();
  const [opened, setOpened] = useState<Queue>();
  const edit = (row: Queue | undefined) => {
    setOpened(row);
    setEditing(row ?? fresh);
  };
  return (
    <>
      <Table
        list={list}
        columns={[
          adminSay('admin.queue.prefix'),
          adminSay('admin.queue.name'),
          adminSay('admin.queue.target.short'),
          adminSay('admin.queue.open'),
        ]}
        cells={(row) => [
          row.prefix,
          named(row.names),
          howLong(tag.value, row.targetMinutes),
          yesNo(row.open),
        ]}
        keyOf={(row) => row.id}
        onEdit={edit}
        onNew={() => edit(undefined)}
        nameOf={(row) => named(row.names)}
      />
      {editing && (
        <QueueEditor
          queue={editing}
          groups={(list.rows ?? []).flatMap(({ group }) => (group?.es ? [group] : []))}
          isNew={opened === undefined}
          take={() => void list.reload()}
          set={(part) => setEditing({ ...editing, ...part })}
          onSave={(over) => {
            const { id, ...body } = editing;
            const said = () => savedWords(named(editing.names));
            return list.save(id, body, said, { as: over ?? opened, mine: editing });
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

type Groups = readonly NonNullable<Queue['group']>[];

interface FieldsOf {
  readonly queue: Queue;
  readonly set: (part: Partial<Queue>) => void;
}

const told = (queue: Queue): LabelledValues => [
  [adminSay('admin.queue.prefix'), queue.prefix],
  [adminSay('admin.queue.name.es'), queue.names.es],
  [adminSay('admin.queue.name.en'), queue.names.en],
  [adminSay('admin.queue.hint.es'), queue.hints.es],
  [adminSay('admin.queue.hint.en'), queue.hints.en],
  [adminSay('admin.queue.target'), String(queue.targetMinutes)],
  [adminSay('admin.queue.average'), String(queue.averageMinutes)],
  [adminSay('admin.queue.priority'), String(queue.priority)],
  [adminSay('admin.queue.open'), yesNo(queue.open)],
  [adminSay('admin.queue.icon'), iconName(queue.icon)],
  [adminSay('admin.queue.group.es'), queue.group?.es ?? ''],
  [adminSay('admin.queue.group.en'), queue.group?.en ?? ''],
  [
    adminSay('admin.outcomes'),
    outcomesOf(queue)
      .codes.map(({ id, names }) => `${id}: ${names.es} / ${names.en}`)
      .join('; '),
  ],
  [adminSay('admin.outcomes.required'), yesNo(outcomesOf(queue).required)],
];

function QueueEditor({
  queue,
  groups,
  isNew,
  set,
  take,
  onSave,
  onClose,
}: FieldsOf & {
  groups: Groups;
  isNew: boolean;
  take: () => void;
  onSave: (over?: Queue) => Promise<unknown>;
  onClose: () => void;
}) {
  return (
    <Editor
      of="queue"
      nameOf={(row) => named(row.names)}
      isNew={isNew}
      row={queue}
      tell={told}
      put={set}
      take={take}
      onClose={onClose}
      onSave={onSave}
    >
      <IdField name="queue" value={queue.id} set={(id) => set({ id })} disabled={!isNew} />
      <TextField
        name="prefix"
        label={adminSay('admin.queue.prefix')}
        help={adminSay('admin.queue.prefix.help')}
        value={queue.prefix}
        set={(prefix) => set({ prefix: prefix.toUpperCase() })}
        required
        pattern="[A-Z]{1,3}"
        wants="admin.wants.prefix"
        most={3}
      />
      <NamesAndTimes queue={queue} set={set} />
      <NumberField
        name="priority"
        label={adminSay('admin.queue.priority')}
        help={adminSay('admin.queue.priority.help')}
        value={queue.priority}
        set={(priority) => set({ priority })}
      />
      <CheckField
        name="open"
        label={adminSay('admin.queue.open')}
        help={adminSay('admin.queue.open.help')}
        value={queue.open}
        set={(open) => set({ open })}
      />
      <IconField value={queue.icon ?? ''} set={(icon) => set({ icon })} />
      <GroupFields queue={queue} groups={groups} set={set} />
      <OutcomesField own={outcomesOf(queue)} set={(outcomes) => set({ outcomes })} />
    </Editor>
  );
}

const NamesAndTimes = ({ queue, set }: FieldsOf) => (
  <Grid>
    <TextField
      name="names.es"
      label={adminSay('admin.queue.name.es')}
      value={queue.names.es}
      set={(es) => set({ names: { ...queue.names, es } })}
      required
    />
    <TextField
      name="names.en"
      label={adminSay('admin.queue.name.en')}
      value={queue.names.en}
      set={(en) => set({ names: { ...queue.names, en } })}
      required
    />
    <TextField
      name="hints.es"
      label={adminSay('admin.queue.hint.es')}
      help={adminSay('admin.queue.hint.help')}
      value={queue.hints.es}
      set={(es) => set({ hints: { ...queue.hints, es } })}
    />
    <TextField
      name="hints.en"
      label={adminSay('admin.queue.hint.en')}
      value={queue.hints.en}
      set={(en) => set({ hints: { ...queue.hints, en } })}
    />
    <NumberField
      name="targetMinutes"
      label={adminSay('admin.queue.target')}
      help={adminSay('admin.queue.target.help')}
      value={queue.targetMinutes}
      set={(targetMinutes) => set({ targetMinutes })}
      step="any"
    />
    <NumberField
      name="averageMinutes"
      label={adminSay('admin.queue.average')}
      help={adminSay('admin.queue.average.help')}
      value={queue.averageMinutes}
      set={(averageMinutes) => set({ averageMinutes })}
      step="any"
    />
  </Grid>
);

/** Existing groups are offered; choosing one also fills in its other language. */
const GroupFields = ({ queue: { group }, groups, set }: FieldsOf & { groups: Groups }) => {
  const own = group ?? { es: '', en: '' };
  const known = (tongue: 'es' | 'en') =>
    [...new Set(groups.map((each) => each[tongue]))].sort(naturally);
  const take = (part: Partial<typeof own>) => {
    const [same] = groups.filter(({ es }) => part.es !== undefined && es === part.es);
    set({ group: { ...own, ...part, ...(same ?? {}) } });
  };
  return (
    <Grid>
      <TextField
        name="group.es"
        label={adminSay('admin.queue.group.es')}
        help={adminSay('admin.queue.group.help')}
        value={own.es}
        set={(es) => take({ es })}
        most={60}
        offers={known('es')}
      />
      <TextField
        name="group.en"
        label={adminSay('admin.queue.group.en')}
        value={own.en}
        set={(en) => take({ en })}
        most={60}
        offers={known('en')}
      />
    </Grid>
  );
};
