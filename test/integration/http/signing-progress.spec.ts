import { newId } from '@libro-firma/kernel';
import type { BatchView, RequestDetail } from '../../../src/signature-books';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

/** The data of each event of a stream that has ended. */
function eventsOf<T>(name: string, text: string): T[] {
  return text
    .split('\n\n')
    .filter((block) => block.includes(`event: ${name}\n`))
    .map((block) => JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as T);
}

describeWith('database', 'who follows signatures', () => {
  const app = useApplication();
  let office: Office;

  beforeAll(async () => {
    office = await Office.open(app());
  });

  it('sees each batch from its code to its archive, and is let go when nothing more will change', async () => {
    const requests = [await office.toSign(), await office.toSign({ withProtocol: false })];
    const { id } = await office.openBatch(...requests);
    const following = office.signer.get<string>(`signing-batches/${id}/events`);
    await office.signer.must(office.authorise(id));
    const { status, headers, bytes } = await following;
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const seen = eventsOf<BatchView>('batch', bytes.toString('utf8'));
    expect(seen.length).toBeGreaterThan(1);
    const versions = seen.map((view) => view.version);
    expect(versions).toEqual([...versions].sort((left, right) => left - right));
    expect(seen.at(-1)).toMatchObject({ state: 'DONE', codeNeeded: false, counts: { signed: 2 } });
    expect(seen.at(-1)!.items.map((item) => item.requestState)).toEqual(['ARCHIVED', 'ARCHIVED']);
  });

  it('is told at once how an act stands that has come to its end', async () => {
    const { id } = await office.toSign();
    await office.sign(await office.read(id, office.signer));
    const { bytes } = await office.drafter.get<string>(`signing-requests/${id}/events`);
    const [last, ...others] = eventsOf<RequestDetail>('request', bytes.toString('utf8'));
    expect(last).toMatchObject({ id, state: 'ARCHIVED' });
    expect(others).toEqual([]);
  });

  it('learns nothing of what is not theirs', async () => {
    const request = await office.toSign();
    const { id } = await office.openBatch(request);
    expect((await office.drafter.get(`signing-batches/${id}/events`)).status).toBe(403);
    const stranger = await office.endorser.get<string>(`signing-requests/${newId()}/events`);
    expect(eventsOf('request', stranger.bytes.toString('utf8'))).toEqual([]);
  });
});
