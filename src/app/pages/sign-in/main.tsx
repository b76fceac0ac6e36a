import { session } from '../shared/api/session';
import { startPage } from '../shared/look/start-page';
import { wearAgain } from '../shared/look/wear';
import { Account } from './account';
import { SignIn } from './sign-in';
import './sign-in.css';

/** Who is signed in finds their account at `/sign-in?account`. */
const Page = () =>
  new URLSearchParams(location.search).has('account') && session.value ? <Account /> : <SignIn />;

wearAgain();
void startPage(Page);
