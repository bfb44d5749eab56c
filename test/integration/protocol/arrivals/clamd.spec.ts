import { Readable } from 'node:stream';
import { ClamdScanner } from '../../../../src/protocol/infrastructure/arrivals/clamd-scanner';
import { Clamd, EICAR } from '../../../support/clamd';
import { describeWith } from '../../../support/services';

describeWith('program:clamd', 'the malware scanner, with ClamAV itself', () => {
  let clamd: Clamd;
  beforeAll(async () => {
    clamd = await Clamd.start();
  }, 60_000);
  afterAll(() => clamd.stop());

  const scan = (bytes: Buffer, url = clamd.url) =>
    new ClamdScanner(new URL(url)).scan(Readable.from([bytes]));

  it('names what it found, and says clean of what is', async () => {
    expect(await scan(EICAR)).toEqual({
      outcome: 'INFECTED',
      engine: 'clamd',
      threat: expect.stringContaining('Eicar-Test-Signature') as string,
    });
    expect(await scan(Buffer.from('Istanza di accesso agli atti'))).toEqual({
      outcome: 'CLEAN',
      engine: 'clamd',
    });
    expect(await scan(Buffer.concat([Buffer.alloc(300_000, 'a'), EICAR]))).toMatchObject({
      outcome: 'INFECTED',
    });
  });

  it('knows nothing of what is larger than the engine takes, and of anything when there is no engine', async () => {
    expect(await scan(Buffer.alloc(3_000_000, 'x'))).toMatchObject({ outcome: 'NOT_SCANNED' });
    expect(await scan(EICAR, 'tcp://127.0.0.1:1')).toMatchObject({ outcome: 'NOT_SCANNED' });
  });

  it('looks at many files at the same time', async () => {
    const found = await Promise.all(
      Array.from({ length: 40 }, (_, index) => scan(index % 2 ? EICAR : Buffer.from(`pulito ${index}`))),
    );
    expect(found.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? 'INFECTED' : 'CLEAN')),
    );
  });
});
