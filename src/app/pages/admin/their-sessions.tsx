import { useEffect, useState } from 'preact/hooks';
import { call } from '../shared/api/api';
import { Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';

/** How many sessions a person has now, and a button to sign them out everywhere. */
export function TheirSessions({ staff }: { staff: string }) {
  const [count, setCount] = useState<number>();
  const [problem, setProblem] = useState<unknown>();
  const at = { params: { staff } };
  const read = () =>
    call('GET /api/staff/:staff/sessions', at).then(({ length }) => setCount(length), setProblem);
  useEffect(() => void read(), [staff]);
  const endAll = () => {
    setProblem(undefined);
    void call('DELETE /api/staff/:staff/sessions', at).then(read, setProblem);
  };
  return (
    <div class="field">
      {count !== undefined && (
        <p role="status">{staffSay('account.their-sessions', { n: count })}</p>
      )}
      {!!count && (
        <button type="button" class="button" onClick={endAll}>
          {staffSay('account.end-all')}
        </button>
      )}
      <Problem error={problem} />
    </div>
  );
}
