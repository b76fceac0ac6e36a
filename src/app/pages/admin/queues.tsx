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
  const set = (part: Partial<Queue>) => setEditing({ ...editing!, ...part });
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
        <Editor
          title={adminSay('admin.queues')}
          onClose={() => setEditing(undefined)}
          onSave={() => {
            const { id, ...body } = editing;
            return list.save(id, body);
          }}
        >
          <TextField
            label={adminSay('admin.id')}
            help={adminSay('admin.id.help')}
            value={editing.id}
            set={(id) => set({ id })}
            disabled={!made}
            required
            pattern={ID_PATTERN}
            most={40}
          />
          <TextField
            label={adminSay('admin.queue.prefix')}
            help={adminSay('admin.queue.prefix.help')}
            value={editing.prefix}
            set={(prefix) => set({ prefix: prefix.toUpperCase() })}
            required
            pattern="[A-Z]{1,3}"
            most={3}
          />
          <Grid>
            <TextField
              label={adminSay('admin.queue.name.es')}
              value={editing.names.es}
              set={(es) => set({ names: { ...editing.names, es } })}
              required
            />
            <TextField
              label={adminSay('admin.queue.name.en')}
              value={editing.names.en}
              set={(en) => set({ names: { ...editing.names, en } })}
              required
            />
            <TextField
              label={adminSay('admin.queue.hint.es')}
              help={adminSay('admin.queue.hint.help')}
              value={editing.hints.es}
              set={(es) => set({ hints: { ...editing.hints, es } })}
            />
            <TextField
              label={adminSay('admin.queue.hint.en')}
              value={editing.hints.en}
              set={(en) => set({ hints: { ...editing.hints, en } })}
            />
            <NumberField
              label={adminSay('admin.queue.target')}
              help={adminSay('admin.queue.target.help')}
              value={editing.targetMinutes}
              set={(targetMinutes) => set({ targetMinutes })}
            />
            <NumberField
              label={adminSay('admin.queue.average')}
              help={adminSay('admin.queue.average.help')}
              value={editing.averageMinutes}
              set={(averageMinutes) => set({ averageMinutes })}
              step={0.5}
            />
          </Grid>
          <NumberField
            label={adminSay('admin.queue.priority')}
            help={adminSay('admin.queue.priority.help')}
            value={editing.priority}
            set={(priority) => set({ priority })}
          />
          <CheckField
            label={adminSay('admin.queue.open')}
            help={adminSay('admin.queue.open.help')}
            value={editing.open}
            set={(open) => set({ open })}
          />
        </Editor>
      )}
    </>
  );
}
