import 'reflect-metadata';
import { generatedDocuments, present } from '../../src/cli/docs/generated-documents';
import { strangers } from './documents/italian-names';
import { deadReferences } from './documents/markdown-files';
import { publiccodeFaults } from './documents/publiccode';

describe('the documents', () => {
  it('that are made from the code are those that the code makes now (else: node dist/src/cli.js docs)', () => {
    const stale = generatedDocuments().filter((document) => present(document) !== document.text);
    expect(stale.map(({ path }) => path)).toEqual([]);
  });

  it('link and name only what is there', () => {
    expect(deadReferences()).toEqual([]);
  });

  it('explain every Italian word that a name in src has', () => {
    expect(strangers()).toEqual([]);
  });

  it('describe the software to the catalogue of public bodies', () => {
    expect(publiccodeFaults()).toEqual([]);
  });
});
