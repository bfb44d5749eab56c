import { admittedContainers } from './admitted-container';

const pdf = (signatures = 0) => ({ mediaType: 'application/pdf', signatures });
const envelope = { mediaType: 'application/pkcs7-mime', signatures: 1 };
const text = { mediaType: 'text/plain; charset=utf-8', signatures: 0 };

describe('how the next signature on a file may be made', () => {
  it.each([
    ['a PDF, where the type says nothing', pdf(), {}, ['PADES']],
    ['a signed PDF, where the type says nothing', pdf(1), {}, ['PADES']],
    ['a signed PDF that may be put in an envelope', pdf(1), { envelopesSigned: true }, ['PADES', 'CADES']],
    ['a PDF without signatures is not put in one by that', pdf(), { envelopesSigned: true }, ['PADES']],
    ['a PDF of a type of envelopes', pdf(), { container: 'CADES' as const }, ['CADES']],
    ['a signed PDF of a type of envelopes', pdf(1), { container: 'CADES' as const }, []],
    ['the same, where it may', pdf(1), { container: 'CADES' as const, envelopesSigned: true }, ['CADES']],
    ['an envelope stays one', envelope, {}, ['CADES']],
    ['what is no PDF has no signature of its own', text, {}, []],
    ['what is no PDF, of a type of envelopes', text, { container: 'CADES' as const }, ['CADES']],
  ])('%s', (_name, file, policy, admitted) => {
    expect(admittedContainers(file, policy)).toEqual(admitted);
  });
});
