import type { Directions } from '../../wire/my';
import { Dialog } from '../shared/look/parts';
import { named, say } from '../shared/look/words';

/** Where the branch is, in its own words. The map is only a link. */
export function DirectionsDialog({
  of,
  branch,
  onClose,
}: {
  of: Directions;
  branch: string;
  onClose: () => void;
}) {
  const text = named({ es: of.es || of.en, en: of.en || of.es });
  return (
    <Dialog title={say('ticket.directions')} onClose={onClose}>
      <address class="directions-address">
        <bdi class="strong">{branch}</bdi>
        {of.address && <bdi>{of.address}</bdi>}
      </address>
      {text && (
        <p class="directions-text" dir="auto">
          {text}
        </p>
      )}
      {of.mapUrl && (
        <a class="button wide" href={of.mapUrl} target="_blank" rel="noopener noreferrer">
          {say('ticket.directions.map')}
        </a>
      )}
      <button type="button" class="button plain wide" onClick={onClose}>
        {say('back')}
      </button>
    </Dialog>
  );
}
