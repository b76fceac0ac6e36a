import { useEffect, useState } from 'preact/hooks';
import type { Issued } from '../../../wire/tickets';
import { Icon, paper as paperIcon } from '../../shared/look/all-icons';
import { Notice } from '../../shared/look/parts';
import { QrCode } from '../../shared/look/qr';
import { say } from '../../shared/look/screen-words';
import { BankMark, mark } from '../../shared/look/wear';
import { cameOut, failure, forgetPaper, paper, printing, printTicket } from './print-ticket';
import { isPaired, pair, printerChoice } from './printers';

/** What happened to the paper, and what to do about it. The ticket is valid without paper. */
export function PaperState({ issued }: { issued: Issued }) {
  useEffect(() => {
    void printTicket(issued);
    return forgetPaper;
  }, [issued]);
  switch (printing.value) {
    case 'none':
      return null;
    case 'printing':
      return (
        <p class="paper-state with-icon" role="status">
          <Icon of={paperIcon} />
          {say('kiosk.print.printing')}
        </p>
      );
    case 'printed':
      return (
        <div class="paper-state paper-again" role="status">
          <p class="with-icon">
            <Icon of={paperIcon} />
            {say('kiosk.print.sent')}
          </p>
          <button type="button" class="button" onClick={() => void printTicket(issued, true)}>
            {say('kiosk.print.again')}
          </button>
        </div>
      );
    case 'asking':
      return (
        <div class="paper-state" role="status">
          <p class="with-icon">
            <Icon of={paperIcon} />
            {say('kiosk.print.ask')}
          </p>
          <div class="two-answers">
            <button type="button" class="button" onClick={() => void cameOut(issued, true)}>
              {say('kiosk.print.yes')}
            </button>
            <button type="button" class="button" onClick={() => void cameOut(issued, false)}>
              {say('kiosk.print.no')}
            </button>
          </div>
        </div>
      );
    case 'failed':
      return (
        <div class="paper-state">
          <Notice
            tone="attention"
            live
            action={
              <button type="button" class="button" onClick={() => void printTicket(issued, true)}>
                {say('kiosk.print.again')}
              </button>
            }
          >
            {[
              say('kiosk.print.failed', { number: issued.ticket.number }),
              ...whyIn(failure.value),
              say('kiosk.print.repeat'),
            ].join(' ')}
          </Notice>
        </div>
      );
  }
}

/** What staff can do about it, where the reason is known. */
function whyIn(reason: string | undefined): readonly string[] {
  switch (reason) {
    case 'no-paper':
    case 'cover-open':
    case 'offline':
      return [say(`kiosk.print.why.${reason}`)];
    default:
      return [];
  }
}

/** What the browser prints: hidden on screen, alone on paper. */
export function PrintedPaper() {
  const slip = paper.value;
  if (!slip) return null;
  return (
    <section class="printed-paper" aria-hidden="true">
      {mark.value?.logo && <BankMark />}
      <p>{slip.branch}</p>
      {slip.greeting && <p>{slip.greeting}</p>}
      <p>{slip.title}</p>
      <p class="printed-number">{slip.number}</p>
      <p class="strong">{slip.queue}</p>
      {slip.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <QrCode text={slip.page} label="" />
      <p>{slip.pageWords}</p>
      <p>{slip.issued}</p>
    </section>
  );
}

/**
 * Shown while the chosen printer is not paired. Staff pair it once, by a touch, as browsers
 * require.
 */
export function PairPrinter() {
  const { kind } = printerChoice();
  const [paired, setPaired] = useState(true);
  useEffect(() => {
    void isPaired(kind).then(setPaired);
  }, []);
  if (paired) return null;
  const choose = () => {
    pair(kind)
      .then(() => isPaired(kind))
      .then(setPaired, () => setPaired(false));
  };
  return (
    <button type="button" class="button" onClick={choose}>
      <Icon of={paperIcon} />
      {say('kiosk.print.pair')}
    </button>
  );
}
