import { type Agent, NotInPIndex, writePIndex } from './index';
import { anIndex } from './testing/an-index';

describe('the index of a package', () => {
  it('is written as UNI 11386 has it', () => {
    const xml = writePIndex(anIndex);
    for (const line of [
      '<sincro:PIndex xmlns:sincro="http://www.uni.com/U3011/sincro-v2/" sincro:language="it" sincro:sincroVersion="2.0" sincro:uri="http://www.uni.com/U3011/sincro-v2/PIndex.xsd">',
      '<sincro:File sincro:encoding="binary" sincro:extension="pdf" sincro:format="application/pdf">',
      '<sincro:Path>atto/Delibera%2042%20%C2%ABcitt%C3%A0%C2%BB.pdf</sincro:Path>',
      `<sincro:Hash sincro:hashFunction="SHA-256">${'ab'.repeat(32)}</sincro:Hash>`,
      '<sincro:Holder sincro:agentType="legal person" sincro:holderRole="soggetto produttore">',
      '<sincro:AgentID>TINIT-RSSMRA85T10A562S</sincro:AgentID>',
      '<sincro:TimeInfo sincro:attachedTimeStamp="false">2026-11-20T11:00:00.000Z</sincro:TimeInfo>',
    ])
      expect(xml).toContain(`${line}\n`);
  });

  it('qualifies every attribute but the declaration of the prefix', () => {
    const attributes = [...writePIndex(anIndex).matchAll(/ ([\w:]+)="/g)].map(([, name]) => name ?? '');
    expect(attributes.filter((name) => !name.startsWith('sincro:'))).toEqual([
      'version',
      'encoding',
      'xmlns:sincro',
    ]);
  });

  it('is the same bytes each time', () => {
    expect(writePIndex(anIndex)).toBe(writePIndex(structuredClone(anIndex)));
  });

  it('is not made with a colon after a known prefix of an agent', () => {
    const submitter: Agent = { ...anIndex.submitter, agentIds: ['TIN:IT-80016350821'] };
    expect(() => writePIndex({ ...anIndex, submitter })).toThrow(new NotInPIndex('agentIds'));
  });

  it.each([
    ['holders', { holders: [] }],
    ['signers', { signers: [] }],
    ['files', { groups: [{ ...anIndex.groups[0]!, files: [] }] }],
    [
      'sha256',
      { groups: [{ ...anIndex.groups[0]!, files: [{ ...anIndex.groups[0]!.files[0]!, sha256: 'AB' }] }] },
    ],
  ])('is not made when the schema has no place for its %s', (field, more) => {
    expect(() => writePIndex({ ...anIndex, ...more })).toThrow(new NotInPIndex(field));
  });
});
