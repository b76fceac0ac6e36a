import { useState } from 'preact/hooks';
import { ApiProblem } from '../shared/api/api';
import { Problem } from '../shared/look/parts';
import { say } from '../shared/look/words';

/**
 * What a customer may by law ask of the bank that stores their data; folded by default. Few open
 * it, and nothing of it works without a network, so that it is loaded then.
 */
export function Rights() {
  const [form, setForm] = useState<typeof import('./rights-form')>();
  const [problem, setProblem] = useState<unknown>();
  const [open, setOpen] = useState(false);
  const load = () => {
    setProblem(undefined);
    import('./rights-form').then(setForm, () => setProblem(new ApiProblem(0, 'offline')));
  };
  return (
    <details
      class="rights"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        if (currentTarget.open && !form) load();
      }}
    >
      <summary>{say('rights.title')}</summary>
      <Problem error={problem} />
      {open && form && <form.Asking />}
    </details>
  );
}
