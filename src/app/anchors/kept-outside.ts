import { openObjects } from '../objects/open';
import { ReadingsKept } from '../ports';
import { Anchors, anchorsIn } from './anchors';
import { erasedIn, ErasedKept } from './erased';
import { readingsIn } from './readings';

/** Notes that a nightly proof compares: of the nights before, those before have compared theirs. */
const NIGHTLY_DAYS = 4;

/**
 * What is kept outside the database. The first version counts, so nobody can replace it.
 * @param place a folder or a bucket; undefined: nothing is kept
 */
export function keptOutside(place: string | undefined): {
  readonly anchors?: Anchors;
  /** The same, read anew, with the notes of the last days: for each night's proof. */
  readonly anchorsAtNight?: () => Anchors;
  readonly readings?: ReadingsKept;
  readonly erased?: ErasedKept;
} {
  if (place === undefined) return {};
  const objects = openObjects(place, 'oldest');
  return {
    anchors: anchorsIn(objects),
    anchorsAtNight: () => anchorsIn(objects, NIGHTLY_DAYS),
    readings: readingsIn(objects),
    erased: erasedIn(objects),
  };
}
