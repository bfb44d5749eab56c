import { mkdirSync } from 'node:fs';
import { Workshop } from '../support/sample';
import { addBrowserFiles } from './browser';
import { addFoundFiles } from './found';
import { addGhostscriptFiles } from './ghostscript';
import { addGivenFiles } from './given';
import { addOfficeFiles } from './office';
import { addOwnFiles } from './own';
import { addPythonFiles } from './python';
import { addRenderedFiles } from './renderers';
import { addRewrittenFiles } from './rewritten';

/** Makes the whole set in `folder`; the order matters where one producer changes the file of another. */
export async function makeSamples(folder: string): Promise<Workshop> {
  mkdirSync(folder, { recursive: true });
  const workshop = new Workshop(folder);
  await addOwnFiles(workshop);
  addRewrittenFiles(workshop);
  addRenderedFiles(workshop);
  addGhostscriptFiles(workshop);
  addPythonFiles(workshop);
  addOfficeFiles(workshop);
  addBrowserFiles(workshop);
  addFoundFiles(workshop);
  addGivenFiles(workshop);
  return workshop;
}
