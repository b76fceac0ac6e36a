import { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { readReportFile } from '../api/report';
import { asStaff } from '../api/session';
import { down, Icon } from './all-icons';
import { Answers, Dialog, Problem } from './parts';
import { staffSay } from './staff-words';
import { say } from './words';

/** Hands a file to the page's reader. */
export function handOver(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * A file that the server makes on request. With a plain link, a failure would leave the person with
 * the server's own words; here the page waits, or says why it failed and offers another try.
 */
export function FileLink({
  href,
  name,
  class: classes,
  children,
}: {
  href: string;
  name: string;
  class: string;
  children: ComponentChildren;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      handOver(name, await asStaff(() => readReportFile(href)));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <>
      <a
        class={classes}
        href={href}
        download={name}
        aria-busy={busy}
        onClick={(event) => {
          // opening another window or saving under another name is left to the browser
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          void take();
        }}
      >
        <Icon of={down} />
        {busy ? staffSay('file.making') : children}
      </a>
      {problem !== undefined && (
        <Dialog title={staffSay('file.failed')} onClose={() => setProblem(undefined)}>
          <Problem error={problem} />
          <Answers
            no={say('close')}
            onNo={() => setProblem(undefined)}
            yes={say('retry')}
            onYes={() => void take()}
          />
        </Dialog>
      )}
    </>
  );
}
