import { startPage } from '../shared/look/start-page';
import { SignIn } from './sign-in';
import './sign-in.css';

void startPage(SignIn);
