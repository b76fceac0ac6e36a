import { useState } from 'preact/hooks';
import { answersBy, answersOf, ofQueue } from '../../domain/views/report-figures';
import { number, percent } from '../../texts/format';
import { wholeShares } from '../../texts/shares';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { Columns } from './picture-columns';
import {
  ChooseQueue,
  Picture,
  PictureOf,
  queueName,
  useBehind,
  usePicture,
  weekLabel,
} from './picture-parts';

/** Customers' ratings: by score, and by week. */
export function PictureFeedback(of: PictureOf) {
  const read = usePicture('feedback', of);
  const [queue, setQueue] = useState<string>();
  const [behind, setBehind] = useBehind(of);
  const choose = (score: number) =>
    setBehind({
      title: () =>
        staffSay('pictures.behind.score', { n: score, which: queueName(of.directory, queue) }),
      name: 'answers',
      from: of.from,
      to: of.to,
      filters: { score, queue },
    });
  return (
    <Picture name="feedback" of={of} {...read} behind={behind} onClose={() => setBehind(undefined)}>
      {(rows) => {
        const some = ofQueue(rows, queue);
        const { answers, mean, scores } = answersOf(some);
        return (
          <>
            <ChooseQueue directory={of.directory} queue={queue} onChoose={setQueue} />
            <p class="strong">
              {staffSay('pictures.feedback.line', { n: answers, mean: oneDecimal(mean) })}
            </p>
            <div class="trends">
              <Scores scores={scores} answers={answers} onChoose={choose} />
              <Columns
                title={staffSay('pictures.feedback.weeks')}
                first={staffSay('reports.column.week')}
                columns={answersBy(some, 'week').map(([week, each]) => ({
                  id: week,
                  label: weekLabel(week),
                  value: each.mean,
                }))}
                atLeast={5}
                write={oneDecimal}
              />
            </div>
          </>
        );
      }}
    </Picture>
  );
}

const oneDecimal = (value: number | undefined) =>
  value === undefined ? '–' : number(tag.value, Math.round(value * 10) / 10);

/** How many customers gave each score, the best first. */
function Scores({
  scores,
  answers,
  onChoose,
}: {
  scores: readonly number[];
  answers: number;
  onChoose: (score: number) => void;
}) {
  const title = staffSay('pictures.feedback.scores');
  const shares = wholeShares(scores);
  return (
    <figure class="bars">
      <figcaption class="strong">{title}</figcaption>
      <table class="figures">
        <caption class="unseen">{title}</caption>
        <tbody>
          {[5, 4, 3, 2, 1].map((score) => (
            <tr key={score}>
              <th scope="row">
                <button type="button" class="cell-link" onClick={() => onChoose(score)}>
                  {staffSay('pictures.feedback.score', { n: score })}
                </button>
              </th>
              <td class="bar-cell" aria-hidden="true">
                <span
                  class="bar"
                  style={{ width: `${(scores[score - 1] / Math.max(1, answers)) * 100}%` }}
                />
              </td>
              <td class="end">{percent(tag.value, shares[score - 1])}</td>
              <td class="end quiet">{number(tag.value, scores[score - 1])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
