import { inOrder } from '../../domain/model/queue-order';
import { isQueueOpen } from '../../domain/model/sign';
import type { Lane } from '../../wire/enums';
import type { Directory } from '../../wire/settings';
import { second } from '../shared/api/clock';
import { QueuePicture } from '../shared/look/queue-icons';
import { tiedTo, Wrong } from '../shared/look/refusal';
import { staffSay } from '../shared/look/staff-words';
import { named } from '../shared/look/words';
import { DeskKbd, deskKeys, keyedField } from './desk-keys';
import { deskSay } from './words';

const LANES: readonly Lane[] = ['general', 'preferential'];

/** A field for what is typed or scanned at the desk: Escape clears it. */
export const DeskField = ({
  id,
  label,
  hint,
  keyed,
  most,
  field,
  value,
  set,
  wrong,
}: {
  id: string;
  label: string;
  hint?: string;
  /** The key that focuses it, if there is one. */
  keyed?: keyof typeof deskKeys;
  /** Characters, at most. */
  most: number;
  field: { current: HTMLInputElement | null };
  value: string;
  set: (value: string) => void;
  /** What is wrong with it. */
  wrong?: string;
}) => (
  <div class="field">
    <label for={id}>
      {label} {keyed && <DeskKbd of={keyed} />}
    </label>
    <input
      id={id}
      {...(keyed ? keyedField(keyed) : {})}
      ref={field}
      class="input"
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      maxLength={most}
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') set('');
      }}
      {...tiedTo(id, wrong, hint && `${id}-hint`)}
    />
    <Wrong id={id} text={wrong} />
    {hint && (
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    )}
  </div>
);

/** A list to choose one item from. */
export function Choice<T extends string>({
  id,
  label,
  value,
  of,
  choose,
}: {
  id: string;
  label: string;
  value: T;
  of: readonly (readonly [value: T, words: string])[];
  choose: (value: T) => void;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        onChange={(event) => choose(event.currentTarget.value as T)}
      >
        {of.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

export const LaneChoice = ({
  id,
  lane,
  choose,
}: {
  id: string;
  lane: Lane;
  choose: (lane: Lane) => void;
}) => (
  <Choice
    id={id}
    label={deskSay('reception.issue.lane')}
    value={lane}
    of={LANES.map((each) => [each, staffSay(`lane.${each}`)])}
    choose={choose}
  />
);

/** All queues at a glance; closed ones are marked and cannot be chosen. */
export function QueueRadios({
  directory,
  queue,
  choose,
}: {
  directory: Directory;
  queue: string | undefined;
  choose: (queue: string) => void;
}) {
  const { queues, settings } = directory.config;
  return (
    <fieldset class="reception-radios">
      <legend>{deskSay('reception.issue.queue')}</legend>
      {Object.keys(queues).length === 0 && (
        <p>
          {staffSay('floor.queues.none')} {staffSay('staff.lacking.text')}
        </p>
      )}
      {inOrder(Object.values(queues), settings.queueOrder).map((each) => (
        <label key={each.id} class="check">
          <input
            type="radio"
            name="queue"
            disabled={!isQueueOpen(each, second.value)}
            checked={queue === each.id}
            onChange={() => choose(each.id)}
          />
          <QueuePicture icon={each.icon} size="1.25em" />
          <bdi>
            {named(each.names)}
            {isQueueOpen(each, second.value) ? '' : ` (${deskSay('reception.issue.closed')})`}
          </bdi>
        </label>
      ))}
    </fieldset>
  );
}
