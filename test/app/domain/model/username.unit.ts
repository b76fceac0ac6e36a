import { usernameKey } from '../../../../src/app/domain/model/username';
import { ONE_NAME, OTHER_NAMES } from '../../../support/usernames';

test.each(ONE_NAME)('%j and %j are the same name', (one, other) => {
  expect(usernameKey(one)).toBe(usernameKey(other));
});

test.each(OTHER_NAMES)('%j and %j are different names', (one, other) => {
  expect(usernameKey(one)).not.toBe(usernameKey(other));
});
