import { byQueue } from '../../domain/model/queue-order';
import { OutcomeLine, outcomesOf } from '../../domain/views/report-figures';
import { number, percent } from '../../texts/format';
import { wholeShares } from '../../texts/shares';
import { staffSay } from '../shared/look/staff-words';
import { named, tag } from '../shared/look/words';
import { Behind, Picture, PictureOf, queueName, useBehind, usePicture } from './picture-parts';

/** How services ended, for each queue by its own codes. */
export function PictureOutcomes(of: PictureOf) {
  const read = usePicture('outcomes', of);
  const [behind, setBehind] = useBehind(of);
  return (
    <Picture name="outcomes" of={of} {...read} behind={behind} onClose={() => setBehind(undefined)}>
      {(rows) => (
        <>
          <p class="quiet">{staffSay('pictures.outcomes.text')}</p>
          <div class="trends">
            {byQueue(outcomesOf(rows), ([queue]) => queue, of.directory.config).map(
              ([queue, lines]) => (
                <OfQueue key={queue} of={of} queue={queue} lines={lines} onBehind={setBehind} />
              ),
            )}
          </div>
        </>
      )}
    </Picture>
  );
}

function OfQueue({
  of,
  queue,
  lines,
  onBehind,
}: {
  of: PictureOf;
  queue: string;
  lines: readonly OutcomeLine[];
  onBehind: (behind: Behind) => void;
}) {
  const { codes = [] } = of.directory.config.queues[queue]?.outcomes ?? {};
  const words = (outcome: string) =>
    outcome === '-'
      ? staffSay('pictures.no-outcome')
      : named(codes.find(({ id }) => id === outcome)?.names) || outcome;
  const name = queueName(of.directory, queue);
  const all = lines.reduce((sum, { served }) => sum + served, 0);
  const shares = wholeShares(lines.map(({ served }) => served));
  const most = Math.max(...lines.map(({ share }) => share));
  const choose = (outcome: string) =>
    onBehind({
      title: () => `${queueName(of.directory, queue)}: ${words(outcome)}`,
      name: 'stretches',
      from: of.from,
      to: of.to,
      filters: { of: 'served', queue, outcome },
    });
  return (
    <figure class="bars">
      <figcaption class="strong">{name}</figcaption>
      <table class="figures">
        <caption class="unseen">{name}</caption>
        <tbody>
          {lines.map(({ outcome, served, closing, share }, at) => (
            <tr key={outcome}>
              <th scope="row">
                <button type="button" class="cell-link" onClick={() => choose(outcome)}>
                  {words(outcome)}
                </button>
                {closing > 0 && (
                  <span class="quiet">
                    {' '}
                    {staffSay('pictures.outcomes.closing', { n: closing })}
                  </span>
                )}
              </th>
              <td class="bar-cell" aria-hidden="true">
                <span class="bar" style={{ width: `${(share / most) * 100}%` }} />
              </td>
              <td class="end">{percent(tag.value, shares[at])}</td>
              <td class="end quiet">
                {staffSay('pictures.of', {
                  n: number(tag.value, served),
                  all: number(tag.value, all),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
