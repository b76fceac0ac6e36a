import { computed, signal } from '@preact/signals';
import { evolveFloors } from '../../domain/fold/floor';
import { Floor } from '../../domain/model/state';
import { momentOf } from '../../domain/predict/foretell';
import { floorView } from '../../domain/views/project';
import type { FloorFrame } from '../../wire/frames';
import type { Directory } from '../../wire/settings';
import { second } from '../shared/api/clock';
import { Link, openLink } from '../shared/api/link';
import { followEnd, sessionHolds } from '../shared/api/session';

/** Predictions are updated now and then, even if nothing has happened. */
const moment = computed(() => momentOf(second.value));

/** When a sign took effect, so that a queue that was just closed shows as closed at once. */
const signedSince = ({ config }: Directory): readonly number[] =>
  [config.settings, ...Object.values(config.queues)].flatMap(({ sign }) =>
    sign && sign.fromMs <= second.peek() ? [sign.fromMs] : [],
  );

/** The floor of a branch: a snapshot, then event by event, by the same fold as on the server. */
export class FloorStore {
  readonly floor = signal<Floor | undefined>(undefined);
  readonly directory = signal<Directory | undefined>(undefined);
  /** What the screen shows, derived from the floor. */
  readonly view = computed(() =>
    this.floor.value && this.directory.value
      ? floorView(
          this.floor.value,
          this.directory.value.config,
          Math.max(moment.value, ...signedSince(this.directory.value)),
          this.directory.value.staff,
        )
      : undefined,
  );
  readonly link: Link;
  private readonly unwatch: () => void;

  constructor(branch: string) {
    this.link = openLink<FloorFrame>({
      branch,
      view: 'floor',
      take: (frame) => this.take(frame),
      stillMe: () => sessionHolds(branch),
    });
    this.unwatch = followEnd(this.link);
  }

  stop(): void {
    this.unwatch();
    this.link.stop();
  }

  private take(frame: FloorFrame) {
    if (frame.kind === 'snapshot') {
      this.directory.value = frame.data.directory;
      this.floor.value = frame.data.floorMs;
    } else if (this.floor.value) {
      this.floor.value = evolveFloors(this.floor.value, frame.data.eventsMs);
    }
  }
}
