import { weekday } from '../../texts/format';
import type { Settings } from '../../wire/settings';
import { close, Icon } from '../shared/look/all-icons';
import { tag } from '../shared/look/words';
import { CheckField } from './fields';
import { Field } from './form';
import { adminSay } from './words';

type Hours = Settings['hours'];
type Week = Exclude<Hours, 'always'>;
type Span = NonNullable<Week[keyof Week]>[number];
const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const satisfies readonly (keyof Week)[];

/** Opening hours by weekday; several spans a day where the branch closes for lunch. */
export function HoursField({ value, set }: { value: Hours; set: (value: Hours) => void }) {
  const week: Week = value === 'always' ? {} : value;
  const setDay = (day: keyof Week, spans: readonly Span[]) => {
    const { [day]: _, ...others } = week;
    set(spans.length === 0 ? others : { ...others, [day]: spans });
  };
  return (
    <Field
      name="hours"
      label={adminSay('admin.set.hours')}
      help={adminSay('admin.set.hours.help')}
      group
      class="hours"
    >
      {() => (
        <>
          <CheckField
            label={adminSay('admin.set.hours.always')}
            value={value === 'always'}
            set={(always) => set(always ? 'always' : {})}
          />
          {value !== 'always' &&
            DAYS.map((day) => (
              <DayHours
                key={day}
                at={`hours.${day}`}
                name={weekday(tag.value, Number(day))}
                spans={week[day] ?? []}
                set={(spans) => setDay(day, spans)}
              />
            ))}
          {value !== 'always' && week['1'] && (
            <button type="button" class="button small" onClick={() => set(workdays(week))}>
              {adminSay('admin.set.hours.workdays')}
            </button>
          )}
        </>
      )}
    </Field>
  );
}

/** Copies Monday's hours to Tuesday to Friday: in most branches all working days are alike. */
const workdays = (week: Week): Week => ({
  ...week,
  ...Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, week['1']])),
});

const MORNING: Span = { from: '09:00', to: '14:00' };
/**
 * Only the person who adds a span knows when the branch opens again; the same hours twice are never
 * meant.
 */
const TO_TYPE: Span = { from: '', to: '' };

/** A day's opening hours: a list of spans. */
export function DayHours({
  at,
  name,
  spans,
  set,
}: {
  /** The day's path in the body. */
  at: string;
  name: string;
  spans: readonly Span[];
  set: (spans: readonly Span[]) => void;
}) {
  const change = (index: number, part: Partial<Span>) =>
    set(spans.map((each, which) => (which === index ? { ...each, ...part } : each)));
  return (
    <Field name={at} label="" class="hours-day">
      {() => (
        <>
          <span class="strong hours-name">{name}</span>
          <div class="hours-spans">
            {spans.length === 0 && <span class="quiet">{adminSay('admin.set.hours.closed')}</span>}
            {spans.map((span, index) => (
              <SpanFields
                key={index}
                day={name}
                span={span}
                change={(part) => change(index, part)}
                remove={() => set(spans.filter((_, each) => each !== index))}
              />
            ))}
            <button
              type="button"
              class="button plain small"
              onClick={() => set([...spans, spans.length === 0 ? MORNING : TO_TYPE])}
              aria-label={`${adminSay('admin.set.hours.add')} ${name}`}
            >
              {adminSay('admin.set.hours.add')}
            </button>
          </div>
        </>
      )}
    </Field>
  );
}

function SpanFields({
  day,
  span,
  change,
  remove,
}: {
  day: string;
  span: Span;
  change: (part: Partial<Span>) => void;
  remove: () => void;
}) {
  return (
    <span class="hours-span">
      <input
        class="input"
        type="time"
        required
        aria-label={`${day} ${adminSay('admin.set.hours.from')}`}
        value={span.from}
        onInput={(event) => change({ from: event.currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        class="input"
        type="time"
        required
        aria-label={`${day} ${adminSay('admin.set.hours.to')}`}
        value={span.to === '24:00' ? '00:00' : span.to}
        onInput={(event) => change({ to: event.currentTarget.value })}
      />
      <button
        type="button"
        class="button plain icon-only"
        aria-label={`${adminSay('admin.set.hours.remove')} ${day}`}
        onClick={remove}
      >
        <Icon of={close} />
      </button>
    </span>
  );
}
