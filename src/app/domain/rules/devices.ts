import { AskDevice } from '../model/device-commands';
import { Refused } from '../model/errors';
import { acknowledgeAlert, raise } from './alerts';
import { Decision } from './decision';

/** Somebody at this kiosk asks for help. Repeated presses are one call until somebody takes it. */
export function askForHelp(decision: Decision, device: string): void {
  raise(decision, { kind: 'help-asked', subject: device, value: 1, threshold: 1 });
}

/** The person who takes the call goes there. Of two who press at once, the second is told so. */
export function takeHelp(decision: Decision, id: string, by: string): void {
  const { alerts } = decision.slice;
  const alert = Object.hasOwn(alerts, id) ? alerts[id] : undefined;
  if (alert?.kind !== 'help-asked') {
    throw new Refused(
      'missing',
      'help_taken',
      `There is no open call for help ${JSON.stringify(id)}: somebody has taken it already.`,
      [{ field: 'alert', got: id, wants: 'the id of an open alert of kind help-asked' }],
    );
  }
  acknowledgeAlert(decision, id, by);
}

/** Printers have no page, and displays are not touched. */
export function askDevice(decision: Decision, { device, kind, what }: Omit<AskDevice, 'type'>) {
  if (kind === 'printer' || (kind === 'display' && what === 'clean')) {
    throw new Refused('invalid', 'not_for_this_device', `A ${kind} cannot do that: ${what}.`, [
      { field: 'what', got: what, wants: kind === 'display' ? 'reload' : 'no request at all' },
    ]);
  }
  decision.emit({ type: 'BankFact', what: 'device-asked', subject: device, details: { what } });
}
