import { useEffect, useState } from 'preact/hooks';
import type { ListedRequest } from '../../wire/rights';
import { call, command } from '../shared/api/api';
import { serverNow } from '../shared/api/server-time';
import { asStaff } from '../shared/api/session';
import { Answers, Dialog, Problem } from '../shared/look/parts';
import { useLatest } from '../shared/look/use-latest';
import { bankDate, bankTime, readBankZone } from './bank-clock';
import { branchName } from './branches-field';
import { ExtendDialog } from './extend-dialog';
import { ChoiceField } from './fields';
import { requestsChanged } from './requests-due';
import { adminSay } from './words';

const DAY_MS = 86_400_000;
const REASONS = ['not-proven', 'nothing-kept', 'law-keeps', 'not-personal', 'other'] as const;
type Reason = (typeof REASONS)[number];

/** Open requests, or answered ones. */
function useRequests(state: 'open' | 'answered') {
  const [rows, setRows] = useState<readonly ListedRequest[]>();
  const [problem, setProblem] = useState<unknown>();
  const latest = useLatest();
  const read = async () => {
    const isLast = latest();
    try {
      await readBankZone();
      const found = await asStaff(() => call('GET /api/customers/requests', { query: { state } }));
      if (isLast()) setRows(found);
    } catch (error) {
      if (isLast()) setProblem(error);
    }
  };
  useEffect(() => void read(), [state]);
  const doing = async (work: () => Promise<unknown>) => {
    setProblem(undefined);
    try {
      await asStaff(work);
    } catch (error) {
      setProblem(error);
    }
    requestsChanged.value += 1;
    await read();
  };
  return { rows, problem, doing };
}

/** Requests of persons by their rights, the first due first, and their outcomes. */
export function Requests({ take }: { take: (request: ListedRequest) => void }) {
  const [state, setState] = useState<'open' | 'answered'>('open');
  const { rows, problem, doing } = useRequests(state);
  // An answer is final, and the row disappears from under the finger, so both answers ask first.
  const [refusing, setRefusing] = useState<ListedRequest>();
  const [ending, setEnding] = useState<ListedRequest>();
  const [extending, setExtending] = useState<ListedRequest>();
  const answer = (request: ListedRequest, reason?: Reason) => {
    setRefusing(undefined);
    setEnding(undefined);
    void doing(() =>
      command('POST /api/customers/requests/:request/answer', {
        params: { request: request.id },
        body: reason ? { state: 'refused', reason } : { state: 'granted' },
      }),
    );
  };
  return (
    <>
      <h3>{adminSay('admin.rights')}</h3>
      <p class="quiet">{adminSay('admin.rights.text')}</p>
      <div class="row">
        {(['open', 'answered'] as const).map((each) => (
          <button
            key={each}
            type="button"
            class={`button small ${state === each ? 'primary' : ''}`}
            aria-pressed={state === each}
            onClick={() => setState(each)}
          >
            {adminSay(each === 'open' ? 'admin.rights.pending' : 'admin.rights.answered')}
          </button>
        ))}
      </div>
      <Problem error={problem} />
      {rows?.length === 0 && <p class="quiet">{adminSay('admin.rights.none')}</p>}
      {rows !== undefined && rows.length > 0 && (
        <List rows={rows} take={take} done={setEnding} refuse={setRefusing} extend={setExtending} />
      )}
      {ending && (
        <DoneDialog
          request={ending}
          onDone={() => answer(ending)}
          onClose={() => setEnding(undefined)}
        />
      )}
      {refusing && (
        <RefuseDialog
          onRefuse={(reason) => answer(refusing, reason)}
          onClose={() => setRefusing(undefined)}
        />
      )}
      {extending && (
        <ExtendDialog request={extending} doing={doing} onClose={() => setExtending(undefined)} />
      )}
    </>
  );
}

const List = ({
  rows,
  take,
  done,
  refuse,
  extend,
}: {
  rows: readonly ListedRequest[];
  take: (row: ListedRequest) => void;
  done: (row: ListedRequest) => void;
  refuse: (row: ListedRequest) => void;
  extend: (row: ListedRequest) => void;
}) => (
  <div class="admin-table" role="region" aria-label={adminSay('admin.rights')} tabIndex={0}>
    <table>
      <thead>
        <tr>
          <th>{adminSay('admin.rights.what')}</th>
          <th>{adminSay('admin.rights.who')}</th>
          <th>{adminSay('admin.rights.due')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <What row={row} />
            <Who row={row} />
            <Due row={row} />
            <td>
              {row.state === 'open' && (
                <div class="row">
                  <button type="button" class="button small" onClick={() => take(row)}>
                    {adminSay('admin.rights.take')}
                  </button>
                  <button type="button" class="button small" onClick={() => done(row)}>
                    {adminSay('admin.rights.done')}
                  </button>
                  <button type="button" class="button small" onClick={() => refuse(row)}>
                    {adminSay('admin.rights.refuse')}
                  </button>
                  {row.extended === null && Date.parse(row.dueAt) > serverNow() && (
                    <button type="button" class="button small" onClick={() => extend(row)}>
                      {adminSay('admin.rights.extend')}
                    </button>
                  )}
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const What = ({ row: { right, words, reach } }: { row: ListedRequest }) => (
  <td>
    <div class="strong">{adminSay(`admin.rights.${right}`)}</div>
    {words !== null && (
      <div>
        <bdi>{words}</bdi>
      </div>
    )}
    {reach !== null && (
      <div class="quiet">
        <bdi>{adminSay('admin.rights.reach', { reach })}</bdi>
      </div>
    )}
  </td>
);

const Who = ({ row: { person, number, branch } }: { row: ListedRequest }) => (
  <td>
    <bdi class="figures">{person ?? adminSay('admin.rights.unknown')}</bdi>
    <div class="quiet">
      {number === null
        ? adminSay('admin.rights.desk', { branch: branchName(branch) })
        : adminSay('admin.rights.ticket', { number, branch: branchName(branch) })}
    </div>
  </td>
);

function Due({ row: { state, dueAt, endedAt, reason, extended } }: { row: ListedRequest }) {
  if (state !== 'open') {
    return (
      <td>
        <div>{adminSay(`admin.rights.${state}`)}</div>
        {reason && <div class="quiet">{adminSay(`admin.rights.reason.${reason}`)}</div>}
        {endedAt && <div class="quiet">{bankTime(endedAt)}</div>}
      </td>
    );
  }
  const left = Math.floor((Date.parse(dueAt) - serverNow()) / DAY_MS);
  return (
    <td>
      <div>{bankDate(dueAt)}</div>
      <div class={left < 0 ? 'strong' : 'quiet'}>
        {left < 0 ? adminSay('admin.rights.late') : adminSay('admin.rights.left', { n: left })}
      </div>
      {extended && (
        <div class="quiet">
          {adminSay('admin.rights.extended')}: {adminSay(`admin.rights.extended.${extended}`)}
        </div>
      )}
    </td>
  );
}

/** The reply address is erased with the answer, so the reply has to be sent before. */
const DoneDialog = ({
  request: { right, person, reach },
  onDone,
  onClose,
}: {
  request: ListedRequest;
  onDone: () => void;
  onClose: () => void;
}) => (
  <Dialog title={adminSay('admin.rights.done.ask')} onClose={onClose}>
    <p>
      <span class="strong">{adminSay(`admin.rights.${right}`)}</span>
      {person !== null && (
        <>
          {' · '}
          <bdi class="figures">{person}</bdi>
        </>
      )}
    </p>
    {reach !== null && (
      <p>
        <bdi>{adminSay('admin.rights.reach', { reach })}</bdi>
      </p>
    )}
    <p class="quiet">{adminSay('admin.rights.done.text')}</p>
    <Answers
      no={adminSay('admin.rights.done.no')}
      onNo={onClose}
      yes={adminSay('admin.rights.done.yes')}
      onYes={onDone}
    />
  </Dialog>
);

function RefuseDialog({
  onRefuse,
  onClose,
}: {
  onRefuse: (reason: Reason) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState<Reason>('not-proven');
  return (
    <Dialog title={adminSay('admin.rights.refuse.ask')} onClose={onClose}>
      <ChoiceField<Reason>
        label={adminSay('admin.rights.reason')}
        value={reason}
        set={setReason}
        choices={REASONS.map((value) => ({
          value,
          label: adminSay(`admin.rights.reason.${value}`),
        }))}
      />
      <Answers
        no={adminSay('admin.rights.refuse.no')}
        onNo={onClose}
        yes={adminSay('admin.rights.refuse.yes')}
        onYes={() => onRefuse(reason)}
        danger
      />
    </Dialog>
  );
}
