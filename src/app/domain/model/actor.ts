/** `host`: reception, which issues, finds and moves tickets and calls nobody. */
export type Role = 'host' | 'advisor' | 'supervisor' | 'admin' | 'auditor';
export type DeviceKind = 'kiosk' | 'display' | 'printer';

/** Who asks for something, or caused an event; ids only. */
export interface Actor {
  readonly kind: 'staff' | 'kiosk' | 'display' | 'printer' | 'customer' | 'plugin' | 'system';
  /**
   * The id of the member of staff, the device or the customer's ticket; a plugin's name; `sweep`.
   */
  readonly id: string;
  /** For staff: the rights they had when the request was admitted. Not part of events. */
  readonly might?: { readonly role: Role; readonly branches: 'all' | readonly string[] };
}

export const SYSTEM: Actor = { kind: 'system', id: 'sweep' };
