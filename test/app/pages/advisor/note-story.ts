import { Page } from 'playwright-core';
import { look, World } from '../world';

/** Each note is a row with its delete button at the end; the text field is beside *save*. */
function outOfShape(): readonly string[] {
  const found: string[] = [];
  const box = (each: Element) => each.getBoundingClientRect();
  const rows = [...document.querySelectorAll('.notes-here li')];
  for (const [at, row] of rows.entries()) {
    const out = row.querySelector('.button')!;
    if (Math.abs(box(out).right - box(row).right) > 1) found.push(`ends early: ${row.textContent}`);
    if (at > 0 && box(row).top - box(rows[at - 1]).bottom < 6) found.push(`close: ${at}`);
  }
  const [field, save] = [...document.querySelectorAll('.notes-here form > .input, form > .button')];
  const middle = (each: Element) => (box(each).top + box(each).bottom) / 2;
  if (Math.abs(middle(field) - middle(save)) > 2) found.push('the field is not beside its button');
  if (box(field).right > box(save).left) found.push('the field reaches into its button');
  if (rows.length < 2) found.push('there are not two notes');
  return found;
}

/**
 * Notes about a visit on its advisor's console: written, read on another, deleted one at a time.
 */
export async function notesOfVisit(page: Page, world: World): Promise<void> {
  await page.getByLabel(/Para quien siga/).fill('Le falta el poder notarial del hermano');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const notes = page.locator('.notes-here');
  await notes.getByText('Le falta el poder notarial del hermano').waitFor();
  await look(page, 'advisor-person');
  const elsewhere = await world.staff('advisor-1', { english: true, dark: true });
  await elsewhere.getByText(/For whoever serves next/).waitFor();
  await elsewhere.getByText('Le falta el poder').waitFor();
  await look(elsewhere, 'advisor-notes-english');
  await elsewhere.close();
  await page.getByLabel(/Para quien siga/).fill('Le falta el poder notarial del cuñado');
  await page.getByRole('button', { name: 'Guardar nota' }).click();
  await notes.getByText('del cuñado').waitFor();
  expect(await page.evaluate(outOfShape)).toEqual([]);
  // A double click: the second press does not delete the note that has moved up.
  const gone = (await notes
    .getByRole('button', { name: /^Borrar la nota/ })
    .first()
    .boundingBox())!;
  await page.mouse.click(gone.x + gone.width / 2, gone.y + gone.height / 2);
  await notes.getByText('del hermano').waitFor({ state: 'detached' });
  const left = (await notes.getByRole('button', { name: /^Borrar la nota/ }).boundingBox())!;
  // where exactly it has moved depends on what else the page shows by then
  await page.mouse.move(left.x + left.width / 2, left.y + left.height / 2);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  expect(await notes.locator('li').count()).toBe(1);
  await notes.getByRole('button', { name: /^Borrar la nota/ }).click();
  await notes.locator('li').waitFor({ state: 'detached' });
}
