import { SignIn } from './sign-in';
import { startPage } from '../shared/look/start-page';
import './sign-in.css';

void startPage(SignIn);
