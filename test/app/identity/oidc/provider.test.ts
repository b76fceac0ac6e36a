import './sign-in';
import './afterwards';
import './closed-meanwhile';
import './decided';
import { openBank } from './bank';

/** Staff at the bank's own sign-in, against a real provider, on two instances. */

openBank({ strong: ['mfa'], passwords: 'administrators' });
