import { PersonKey } from '../../ports';

/** The condition of those rows of `customers` that a key of indexes in `$1` means. */
export function whoIs(by: PersonKey['by'], customers: string): string {
  switch (by) {
    case 'phone':
      return `${customers}.phone_index = any($1)`;
    case 'request':
      // a person who was erased meanwhile does not match
      return `(${customers}.cipher is not null and ${customers}.id in (
                select r.customer_id from person_requests r where r.id = any($1::uuid[])))`;
    case 'customer':
      return `(${customers}.cipher is not null and ${customers}.id = any($1::uuid[]))`;
    case 'id':
      return `${customers}.id = any($1::uuid[])`;
    default:
      return `(${customers}.blind_index = any($1) or ${customers}.claim_index = any($1))`;
  }
}

/** The same without unproven tickets, which block nothing. */
export const provenIs = (by: PersonKey['by'], customers: string): string =>
  by === 'national-id' ? `${customers}.blind_index = any($1)` : whoIs(by, customers);
