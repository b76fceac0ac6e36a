import { checkDigit } from '../../src/app/domain/model/rut';

/** A valid RUT: the body, a dash and its check digit. */
export const rutOf = (body: number) => `${body}-${checkDigit(String(body))}`;
