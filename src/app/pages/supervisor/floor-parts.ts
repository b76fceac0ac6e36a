import { FloorView } from '../../domain/views/views';
import type { Directory } from '../../wire/settings';
import { FloorActions } from './act';

/** What all parts of the floor get. */
export interface FloorParts {
  readonly actions: FloorActions;
  readonly directory: Directory;
  readonly view: FloorView;
}
