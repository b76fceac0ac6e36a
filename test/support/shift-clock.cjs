'use strict';

/**
 * This machine's clock is wrong by CLOCK_AHEAD_MS. Preloaded before the app, by NODE_OPTIONS; the
 * steady clock is not touched, as a wrong time of day does not touch it.
 */
const ahead = Number(process.env.CLOCK_AHEAD_MS);
const Right = Date;

globalThis.Date = class Date extends Right {
  constructor(...given) {
    if (given.length) super(...given);
    else super(Right.now() + ahead);
  }

  static now() {
    return Right.now() + ahead;
  }
};
