import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertificate } from '@libro-firma/asn1';
import { createDemoPki } from '@libro-firma/signature';
import { readSettings } from '../../platform/config';
import { organisationSettings } from '../organisation.settings';
import { openSealDevices } from './open-seal-devices';
import { sealHolderOf } from './seal-certificate';

const pki = createDemoPki({ organisation: 'Comune di Prova', now: new Date() });
const seal = pki.issueSeal({ name: 'Comune di Prova', taxCode: '00000000000', password: 'segreto' });

describe('seal devices', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'libro-firma-seals-'));
    writeFileSync(join(folder, 'AOO.p12'), seal.pkcs12);
    writeFileSync(join(folder, 'AOO.pass'), 'segreto\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const open = (demo: boolean) =>
    openSealDevices(
      { DEMO: demo, DATA_DIR: folder },
      readSettings(organisationSettings, { SEAL_KEYS: folder }),
    );

  it('with a demo key are refused outside a demo', () => {
    expect(() => open(false)).toThrow(/^SEAL_KEYS: .* holds a demo seal \(AOO\.p12\)/);
  });

  it('take the key of a name, and none outside their folder', async () => {
    const devices = open(true);
    expect(await devices.open('pkcs12:AOO')).toMatchObject({ value: { certificate: seal.certificate } });
    for (const reference of ['pkcs12:../AOO', 'pkcs12:', 'pkcs12:NESSUNO', 'pkcs11:AOO', 'AOO'])
      expect(await devices.open(reference)).toMatchObject({ refusal: { kind: 'unavailable' } });
  });

  it('are one for each kind', () => {
    const devices = open(true);
    expect(() => {
      devices.add({ kind: 'pkcs12', open: () => devices.open('') });
    }).toThrow('two seal devices are called pkcs12');
  });
});

describe('a certificate', () => {
  it('of a legal person is that of a seal, and one of a person, an authority or a timestamp service is none', () => {
    const person = pki.issueSigner({
      givenName: 'Anna',
      surname: 'Bianchi',
      taxCode: 'BNCNNA80A41H501X',
      kind: 'ec',
    });
    const others = [person.certificate, pki.root, pki.issuer, pki.issueTimestampAuthority().certificate];
    expect(sealHolderOf(readCertificate(seal.certificate))).toMatchObject({
      organisationIdentifier: 'VATIT-00000000000',
    });
    expect(others.map((der) => sealHolderOf(readCertificate(der)))).toEqual(others.map(() => undefined));
  });

  it('of a demo seal says that it is of the type of a seal and does not claim to be qualified', () => {
    const { qcStatements } = readCertificate(seal.certificate).extensions;
    expect(qcStatements).toMatchObject({ types: ['eseal'], compliance: false, qualifiedDevice: false });
  });
});
