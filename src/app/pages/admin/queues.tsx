import { useState } from 'preact/hooks';
import type { InputOf } from '../../wire/routes';
import type { Queue } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { named, say } from '../shared/look/words';
import { Editor } from './editor';
import { CheckField, Grid, NumberField, TextField } from './fields';
import { ID_PATTERN, Table, yesNo } from './table';
import { useList } from './use-list';
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
};

/** The queues of a branch, with their targets. */
export function Queues({ branch }: { branch: string }) {
  const list = useList(
    branch,
    () => call('GET /api/branches/:branch/queues', { params: { branch } }),
    (queue, body: InputOf<'PUT /api/branches/:branch/queues/:queue'>['body']) =>
      command('PUT /api/branches/:branch/queues/:queue', { params: { branch, queue }, body }),
  );
  const [editing, setEditing] = useState<Queue>();
  const [made, setMade] = useState(false);
  return (
    <>
      <Table
        list={list}
        columns={[
          adminSay('admin.queue.prefix'),
          adminSay('admin.queues'),
          adminSay('admin.queue.target'),
          adminSay('admin.queue.open'),
        ]}
        cells={(row) => [
          row.prefix,
          named(row.names),
          say('minutes', { n: row.targetMinutes }),
          yesNo(row.open),
        ]}
        keyOf={(row) => row.id}
        onEdit={(row) => {
          setMade(false);
          setEditing(row);
        }}
        onNew={() => {
          setMade(true);
          setEditing(fresh);
        }}
      />
      {editing && (
        <QueueEditor
          queue={editing}
          isNew={made}
          set={(part) => setEditing({ ...editing, ...part })}
          onSave={() => {
            const { id, ...body } = editing;
            return list.save(id, body);
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

interface FieldsOf {
  readonly queue: Queue;
  readonly set: (part: Partial<Queue>) => void;
}

function QueueEditor({
  queue,
  isNew,
  set,
  onSave,
  onClose,
}: FieldsOf & {
  isNew: boolean;
  onSave: () => Promise<unknown>;
  onClose: () => void;
}) {
  return (
    <Editor title={adminSay('admin.queues')} onClose={onClose} onSave={onSave}>
      <TextField
        label={adminSay('admin.id')}
        help={adminSay('admin.id.help')}
        value={queue.id}
        set={(id) => set({ id })}
        disabled={!isNew}
        required
        pattern={ID_PATTERN}
        most={40}
      />
      <TextField
        label={adminSay('admin.queue.prefix')}
        help={adminSay('admin.queue.prefix.help')}
        value={queue.prefix}
        set={(prefix) => set({ prefix: prefix.toUpperCase() })}
        required
        pattern="[A-Z]{1,3}"
        most={3}
      />
      <NamesAndTimes queue={queue} set={set} />
      <NumberField
        label={adminSay('admin.queue.priority')}
        help={adminSay('admin.queue.priority.help')}
        value={queue.priority}
        set={(priority) => set({ priority })}
      />
      <CheckField
        label={adminSay('admin.queue.open')}
        help={adminSay('admin.queue.open.help')}
        value={queue.open}
        set={(open) => set({ open })}
      />
    </Editor>
  );
}

const NamesAndTimes = ({ queue, set }: FieldsOf) => (
  <Grid>
    <TextField
      label={adminSay('admin.queue.name.es')}
      value={queue.names.es}
      set={(es) => set({ names: { ...queue.names, es } })}
      required
    />
    <TextField
      label={adminSay('admin.queue.name.en')}
      value={queue.names.en}
      set={(en) => set({ names: { ...queue.names, en } })}
      required
    />
    <TextField
      label={adminSay('admin.queue.hint.es')}
      help={adminSay('admin.queue.hint.help')}
      value={queue.hints.es}
      set={(es) => set({ hints: { ...queue.hints, es } })}
    />
    <TextField
      label={adminSay('admin.queue.hint.en')}
      value={queue.hints.en}
      set={(en) => set({ hints: { ...queue.hints, en } })}
    />
    <NumberField
      label={adminSay('admin.queue.target')}
      help={adminSay('admin.queue.target.help')}
      value={queue.targetMinutes}
      set={(targetMinutes) => set({ targetMinutes })}
    />
    <NumberField
      label={adminSay('admin.queue.average')}
      help={adminSay('admin.queue.average.help')}
      value={queue.averageMinutes}
      set={(averageMinutes) => set({ averageMinutes })}
      step={0.5}
    />
  </Grid>
);
