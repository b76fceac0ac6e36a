import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Egress } from './egress';

/** What a deployment says about sending. */
interface SendingChoices {
  readonly egress?: Egress;
  readonly messages?: boolean;
  readonly telegramSecret?: ISecret;
}

/** What is wrong with asking for messages where nothing leaves the network. */
export function egressProblems(props: SendingChoices, ofPhase: Egress): string[] {
  const { kind } = props.egress ?? ofPhase;
  if (kind !== 'none') return [];
  const wanted = [
    ...(props.messages === true ? ['messages are on'] : []),
    ...(props.telegramSecret ? ['telegramSecret is given'] : []),
  ];
  return wanted.map(
    (what) =>
      `${what} and egress is none, so neither Telegram nor a webhook can be reached; ` +
      'leave that out (nothing is sent then), or give an egress to the internet',
  );
}
