import { startPage } from '../shared/start-page';
import { SignIn } from './sign-in';
import './sign-in.css';

void startPage(SignIn);
