import { session } from '../shared/api/session';
import { keepFocus } from '../shared/look/keep-focus';
import { startPage } from '../shared/look/start-page';
import { wearAgain } from '../shared/look/wear';
import { Account } from './account';
import { Prove } from './provider';
import { SignIn } from './sign-in';
import './sign-in.css';

/** Signed-in staff have their account at `?account`, and give a proof at `?prove`. */
const Page = () => {
  const asked = new URLSearchParams(location.search);
  if (asked.has('account') && session.value) return <Account />;
  return asked.has('prove') && session.value ? <Prove /> : <SignIn />;
};

wearAgain();
keepFocus();
void startPage(Page);
