import type { QueueIcon } from '../../../domain/model/queue-icons';
import { Icon, IconShape } from './all-icons';

/** The pictures of queues: a bank's services, drawn like our other icons. */
const shapes: Readonly<Record<QueueIcon, IconShape>> = {
  money: {
    d: 'M2.5 6h19v12h-19zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 9.5v.1M18 14.5v.1',
  },
  card: { d: 'M2.5 5.5h19v13h-19zM2.5 10h19M6 15h4' },
  savings: {
    d:
      'M12 10.5c4 0 7-1.3 7-3s-3-3-7-3-7 1.3-7 3 3 3 7 3z' +
      'M5 7.5v9c0 1.7 3 3 7 3s7-1.3 7-3v-9M5 12c0 1.7 3 3 7 3s7-1.3 7-3',
  },
  loan: {
    d:
      'M18.5 5.5l-13 13M7.5 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z' +
      'M16.5 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  },
  house: { d: 'M3 11.5l9-8 9 8M5.5 9.5v11h13v-11M10 20.5v-6h4v6' },
  car: {
    d: 'M3 17v-4.5l2-6h14l2 6V17zM3.5 12.5h17M5 17v2.5M19 17v2.5M7 14.8v.1M17 14.8v.1',
  },
  transfer: { d: 'M3.5 8h15M14 3.5L18.5 8 14 12.5M20.5 16h-15M10 11.5L5.5 16l4.5 4.5' },
  document: { d: 'M5.5 2.5h8.5l4.5 4.5v14.5h-13zM14 2.5V7h4.5M9 12h6M9 16h6' },
  key: {
    d: 'M8 20.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM11.5 12.5l9-9M16 8l3 3M8 16v.1',
  },
  phone: { d: 'M7 2.5h10v19H7zM10.5 18.5h3' },
  person: { d: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.7-6 7.5-6s6.9 2 7.5 6' },
  people: {
    d:
      'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5' +
      'M16 5a3.2 3.2 0 0 1 0 6.3M18 14.8c2 .7 3.2 2.5 3.5 5.2',
  },
  building: {
    d:
      'M4.5 21.5v-19h10v19M14.5 9h5v12.5M2.5 21.5h19' +
      'M8 6.5v.1M11 6.5v.1M8 10.5v.1M11 10.5v.1M8 14.5v.1M11 14.5v.1M8 21.5v-3h3v3',
  },
  shield: { d: 'M12 2.5l8 3v6c0 5-3.3 8.4-8 10-4.7-1.6-8-5-8-10v-6zM8.5 12l2.5 2.5 4.5-5' },
  letter: { d: 'M2.5 5h19v14h-19zM3 5.5l9 7.5 9-7.5' },
  clock: { d: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.5 2' },
  star: { d: 'M12 3l2.8 5.8 6.2.9-4.5 4.4 1.1 6.3L12 17.4l-5.6 3 1.1-6.3L3 9.7l6.2-.9z' },
  question: { d: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9.5A3 3 0 1 1 12 13v1M12 17v.1' },
};

/** The picture of a queue, beside words that say the same; nothing if it has none. */
export const QueuePicture = ({
  icon,
  size = '1.6em',
}: {
  icon: QueueIcon | '' | undefined;
  size?: string;
}) => {
  // a newer server may know pictures that this page does not
  const shape = icon ? (shapes[icon] as IconShape | undefined) : undefined;
  return shape ? (
    <span class="queue-picture">
      <Icon of={shape} size={size} />
    </span>
  ) : null;
};
