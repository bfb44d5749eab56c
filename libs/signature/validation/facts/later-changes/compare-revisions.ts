import type { PdfDocument } from '@libro-firma/pdf';
import { compareCatalogs } from './catalog-changes';
import { ChangeLog, type Change } from './change-kinds';
import { compareForms } from './form-changes';
import { anchorForm } from './form-pair';
import { anchorPages, comparePages } from './page-changes';
import { RevisionPair } from './revision-pair';
import { compareStructures } from './structure-changes';

/**
 * Everything in which a later revision says something else than an earlier one, as a reader that follows the index
 * sees both: from the trailer through all that it leads to, each difference named by the part of the document in
 * which it shows. An object that is used in two places is judged in both.
 *
 * @throws PdfRefused for broken objects and passed bounds
 * @standard ISO 32000-2 §12.8.2.2
 */
export function compareRevisions(before: PdfDocument, after: PdfDocument): readonly Change[] {
  const log = new ChangeLog();
  const pair = new RevisionPair(before, after);
  compareTrailers(pair, log);
  pair.anchor(before.catalogReference);
  pair.anchor(after.catalogReference);
  const pages = anchorPages(pair);
  const form = anchorForm(pair);
  compareCatalogs(pair, log);
  comparePages(pair, pages, form, log);
  compareForms(pair, form, log);
  compareStructures(pair, log);
  return log.changes;
}

function compareTrailers(pair: RevisionPair, log: ChangeLog): void {
  const { before, after } = pair;
  const [was, is] = [before.trailer, after.trailer];
  if (!pair.isSameEntry(was, is, 'Encrypt')) log.add('ENCRYPTION_CHANGED');
  if (!pair.isSameEntry(was, is, 'Info')) log.add('METADATA_CHANGED');
}
