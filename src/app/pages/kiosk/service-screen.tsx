import { useLayoutEffect, useState } from 'preact/hooks';
import { inOrder } from '../../domain/model/queue-order';
import { lineInWords } from '../../texts/said-wait';
import type { Kiosk } from '../../wire/views';
import { branch as data, link, view as waits } from '../shared/api/watch-branch';
import { chevron, Icon, more } from '../shared/look/all-icons';
import { QueueMark } from '../shared/look/parts';
import { QueuePicture } from '../shared/look/queue-icons';
import { say } from '../shared/look/screen-words';
import { language, named } from '../shared/look/words';
import {
  anonymous,
  chooseService,
  group as chosen,
  contrast,
  largeText,
  lowButtons,
  otherId,
  parts,
  rut,
} from './flow';
import { alone, Group, inFewerRows } from './offered';
import { isGood, maskedRut } from './rut-entry';
import { Step } from './step';
import { isTooMuch, LAST_WAY, useSize, useWhole } from './whole';

/** Above this, the number of people is less helpful than "the wait is long". */
const MANY = 100;

/** Asks what the customer came for. Measures again whenever something changes how much fits. */
export function ServiceScreen() {
  const { queues, settings } = data.value!;
  const offered = inOrder(queues, settings.queueOrder);
  const looks = [language.value, largeText.value, lowButtons.value, contrast.value];
  const said = offered.map(({ id, names, hints, group, icon }) => [id, names, hints, group, icon]);
  return <Services key={JSON.stringify([looks, said, useSize()])} offered={offered} />;
}

/** One full row for each service, with how many wait; groups first if not all fit. */
function Services({ offered }: { offered: Kiosk['queues'] }) {
  const [stage, setStage] = useState(0);
  const stages = inFewerRows(offered, others());
  const isLast = stage + 1 === stages.length;
  const rows = stages[stage];
  const groups = rows.flatMap((row) => ('group' in row ? [row.group] : []));
  const group = groups.find(({ key }) => key === chosen.value);
  const all = group ? alone(group.queues) : rows;
  const asked = parts.value[parts.value.length - 1] ?? 0;
  const begin = asked < all.length ? asked : 0; // queues may have been closed for good meanwhile
  const place = `${stage} ${group?.key ?? ''} ${begin}`;
  const [most, setMost] = useState({ place, rows: Infinity });
  const shown = all.slice(begin, begin + (most.place === place ? most.rows : Infinity));
  // within a group less is on screen than when the customer goes back
  useLayoutEffect(() => {
    if (isTooMuch() && !isLast) setStage(stage + 1);
  }, [stage, group?.key]);
  const { list, way } = useWhole<HTMLUListElement>(`${place} ${shown.length}`, isLast);
  // not even without explanations and in small letters: the rest comes after a press
  useLayoutEffect(() => {
    if (!isLast || way !== LAST_WAY || !isTooMuch() || shown.length < 2) return;
    setMost({ place, rows: shown.length - 1 });
  }, [place, shown.length, way, isLast]);
  const letters = shown.map((row) => ('queue' in row ? row.queue.prefix.length : 0));
  return (
    <Step
      key={place}
      title={titleOf(group, begin)}
      above={group || begin > 0 ? say('kiosk.services') : undefined}
      lead={
        !anonymous.value &&
        !otherId.value &&
        isGood(rut.value) && (
          <p class="quiet figures">
            {say('kiosk.rut')} {maskedRut(rut.value)}
          </p>
        )
      }
    >
      <ul
        ref={list}
        class={`services ${shown.length > 5 ? 'two' : ''} ${way}`}
        data-prefixes={Math.max(...letters)}
      >
        {shown.map((row) =>
          'queue' in row ? (
            <ServiceRow key={row.queue.id} queue={row.queue} />
          ) : (
            <GroupRow key={`group ${row.group.key}`} group={row.group} />
          ),
        )}
        {begin + shown.length < all.length && <MoreRow at={begin + shown.length} />}
      </ul>
    </Step>
  );
}

const titleOf = (group: Group | undefined, begin: number): string => {
  if (begin > 0) return say('kiosk.services.more');
  return group ? named(group.names) : say('kiosk.services');
};

/** Leads to the rows from this one on. */
const MoreRow = ({ at }: { at: number }) => (
  <li>
    <button
      type="button"
      class="service"
      onClick={() => {
        parts.value = [...parts.value, at];
      }}
    >
      <span class="queue-picture">
        <Icon of={more} size="1.6em" />
      </span>
      <span class="service-words service-name">{say('kiosk.services.more')}</span>
      <Icon of={chevron} size="1.5em" />
    </button>
  </li>
);

/** Its colour comes from its place in the branch's own list, as on every other screen. */
function ServiceRow({ queue }: { queue: Kiosk['queues'][number] }) {
  const fresh = link.value?.state.value === 'live';
  return (
    <li>
      <button
        type="button"
        class="service"
        disabled={!queue.open}
        onClick={() => chooseService(queue.id)}
      >
        <span class="service-marks">
          <QueueMark
            prefix={queue.prefix}
            hue={data.value!.queues.findIndex(({ id }) => id === queue.id)}
          />
          <QueuePicture icon={queue.icon} />
        </span>
        <span class="service-words">
          <bdi class="service-name two-lines">{named(queue.names)}</bdi>
          <bdi class="quiet two-lines">{named(queue.hints)}</bdi>
          <span class="service-wait figures">
            {queue.open ? fresh && <Wait id={queue.id} /> : say('kiosk.queue.closed')}
          </span>
        </span>
        <Icon of={chevron} size="1.5em" />
      </button>
    </li>
  );
}

/** Leads to the group's queues. It can be chosen while one of them issues tickets. */
function GroupRow({ group: { key, names, queues } }: { group: Group }) {
  const open = queues.some((queue) => queue.open);
  return (
    <li>
      <button
        type="button"
        class="service group"
        disabled={!open}
        onClick={() => {
          parts.value = [];
          chosen.value = key;
        }}
      >
        {key === '' ? (
          <span class="queue-picture">
            <Icon of={more} size="1.6em" />
          </span>
        ) : (
          <QueuePicture icon={queues.find(({ icon }) => icon)?.icon} />
        )}
        <span class="service-words">
          <bdi class="service-name two-lines">{named(names)}</bdi>
          <bdi class="quiet two-lines">{queues.map((queue) => named(queue.names)).join(' · ')}</bdi>
          {!open && <span class="service-wait">{say('kiosk.queue.closed')}</span>}
        </span>
        <Icon of={chevron} size="1.5em" />
      </button>
    </li>
  );
}

/** The ungrouped queues, if they do not fit beside the groups. */
const others = () => {
  const words = say('kiosk.services.others');
  return { es: words, en: words };
};

function Wait({ id }: { id: string }) {
  const now = waits.value?.queues.find((queue) => queue.id === id);
  if (!now) return null;
  const long = now.waiting >= MANY ? `${say('kiosk.waiting.many')} · ` : '';
  const facts = `${long}${lineInWords(now.waiting, now.said, say)}`.split(' · ');
  return (
    <>
      {facts.map((part, at) => (
        <span key={part} class="wait-part">
          {at + 1 < facts.length ? `${part} · ` : part}
        </span>
      ))}
    </>
  );
}
