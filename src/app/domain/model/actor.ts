/** Who caused an event. Ids only. */
export type Role = 'advisor' | 'supervisor' | 'admin' | 'auditor';
export type DeviceKind = 'kiosk' | 'display' | 'printer';

export interface Actor {
  readonly kind: 'staff' | 'kiosk' | 'display' | 'printer' | 'customer' | 'plugin' | 'system';
  /** Staff id, device id, ticket id of the customer, plugin name, or `sweep`. */
  readonly id: string;
}

export const SYSTEM: Actor = { kind: 'system', id: 'sweep' };
