import { createHash } from 'node:crypto';
import fc from 'fast-check';
import vectors from '../../../../test/vectors/journal.json';
import { type HashedEntry, JOURNAL_FORM, journalHash, NO_PREVIOUS } from './journal-hash';

type Vector = (typeof vectors.vectors)[number];

const entryOf = ({ entry }: Vector): HashedEntry => ({
  ...entry,
  at: new Date(entry.at),
  previousHash: Buffer.from(entry.previousHash, 'hex'),
});

describe('the hash of a journal entry', () => {
  it('has the form that the vectors are of', () => {
    expect(vectors.form).toBe(JOURNAL_FORM);
  });

  it.each(vectors.vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    expect(createHash('sha256').update(vector.canonical, 'utf8').digest('hex')).toBe(vector.hash);
    expect(journalHash(entryOf(vector)).toString('hex')).toBe(vector.hash);
  });

  it('differs between any two vectors', () => {
    expect(new Set(vectors.vectors.map(({ hash }) => hash)).size).toBe(vectors.vectors.length);
  });

  it('changes with every member that it covers', () => {
    const entry = entryOf(vectors.vectors[0]!);
    const other: HashedEntry = {
      id: 'x',
      bodyId: 'x',
      stream: 'x',
      streamId: 'x',
      sequence: 99,
      type: 'x',
      actorId: 'x',
      onBehalfOf: 'x',
      capacity: 'x',
      at: new Date(0),
      payload: '{}',
      previousHash: Buffer.alloc(32, 1),
    };
    for (const member of Object.keys(other) as (keyof HashedEntry)[])
      expect([member, journalHash({ ...entry, [member]: other[member] })]).not.toEqual([
        member,
        journalHash(entry),
      ]);
    expect(entry.previousHash.equals(NO_PREVIOUS)).toBe(true);
  });

  it('never confuses text of one member with that of the next', () => {
    const entry = entryOf(vectors.vectors[0]!);
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string(),
        fc.string(),
        (stream, type, otherStream, otherType) => {
          const same = stream === otherStream && type === otherType;
          const [one, other] = [
            journalHash({ ...entry, stream, type }),
            journalHash({ ...entry, stream: otherStream, type: otherType }),
          ];
          expect(one.equals(other)).toBe(same);
        },
      ),
    );
  });
});
