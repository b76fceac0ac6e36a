import { openObjects } from '../objects/open';
import { ReadingsKept } from '../ports';
import { Anchors, anchorsIn } from './anchors';
import { erasedIn, ErasedKept } from './erased';
import { readingsIn } from './readings';

/**
 * What is kept outside the database. What was written first counts: nobody can put another in its
 * place.
 * @param place a folder or a bucket; undefined: nothing is kept
 */
export function keptOutside(place: string | undefined): {
  readonly anchors?: Anchors;
  readonly readings?: ReadingsKept;
  readonly erased?: ErasedKept;
} {
  if (place === undefined) return {};
  const objects = openObjects(place, 'oldest');
  return { anchors: anchorsIn(objects), readings: readingsIn(objects), erased: erasedIn(objects) };
}
