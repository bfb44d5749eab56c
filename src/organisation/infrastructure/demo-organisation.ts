import { newId } from '@libro-firma/kernel';
import type { DemoSeed } from '../../platform/module-definition';
import { entriesOfPlan, MUNICIPAL_PLAN } from '../domain/municipal-plan';
import type { Role } from '../domain/role';
import { checkCharacterOf } from '../domain/tax-code';
import {
  AooRow,
  AppointmentRow,
  BodyRow,
  ClassificationEntryRow,
  HolidayRow,
  MailboxRow,
  OfficeRow,
  PersonRow,
  RegisterRow,
  SealRow,
  SectorRow,
} from './organisation.rows';

interface DemoPerson {
  readonly givenName: string;
  readonly familyName: string;
  /** First fifteen characters of an invented tax code. */
  readonly taxCode: string;
  readonly office: string;
  readonly roles: readonly Role[];
}

const SINCE = '2026-01-01';

const AOOS = [
  { code: 'AOO-CEN', name: 'Area organizzativa centrale', mailbox: 'protocollo@demo.example' },
  { code: 'AOO-SOC', name: 'Area organizzativa servizi sociali', mailbox: 'sociali@demo.example' },
];

const OFFICES = [
  { code: 'LLPP', name: 'Lavori pubblici', kind: 'UOR', sector: 'Opere e territorio', aoo: 'AOO-CEN' },
  { code: 'LLPP-GARE', name: 'Gare e contratti', kind: 'UO', sector: 'Opere e territorio', aoo: 'AOO-CEN' },
  { code: 'TRIB', name: 'Tributi', kind: 'UOR', sector: 'Entrate e affari generali', aoo: 'AOO-CEN' },
  {
    code: 'PROT',
    name: 'Protocollo e archivio',
    kind: 'UOR',
    sector: 'Entrate e affari generali',
    aoo: 'AOO-CEN',
  },
  { code: 'SOC', name: 'Servizi alla persona', kind: 'UOR', sector: 'Politiche sociali', aoo: 'AOO-SOC' },
  { code: 'SOC-FAM', name: 'Famiglia e minori', kind: 'UO', sector: 'Politiche sociali', aoo: 'AOO-SOC' },
] as const;

const PEOPLE: readonly DemoPerson[] = [
  {
    givenName: 'Maria',
    familyName: 'Rossi',
    taxCode: 'RSSMRA70A41G273',
    office: 'LLPP',
    roles: ['signer', 'office-head'],
  },
  {
    givenName: 'Niccolò',
    familyName: 'D’Amico',
    taxCode: 'DMCNCL75B02G273',
    office: 'LLPP',
    roles: ['endorser'],
  },
  {
    givenName: 'Giulia',
    familyName: 'Bianchi',
    taxCode: 'BNCGLI88C43G273',
    office: 'LLPP-GARE',
    roles: ['drafter'],
  },
  {
    givenName: 'Salvatore',
    familyName: 'Lo Presti',
    taxCode: 'LPRSVT81D04G273',
    office: 'PROT',
    roles: ['protocol-operator'],
  },
  {
    givenName: 'Anna Maria',
    familyName: 'Greco',
    taxCode: 'GRCNMR65E45G273',
    office: 'PROT',
    roles: ['records-manager'],
  },
  {
    givenName: 'Paolo',
    familyName: 'Dell’Aquila',
    taxCode: 'DLLPLA79H06G273',
    office: 'PROT',
    roles: ['records-manager-vicar', 'protocol-operator'],
  },
  {
    givenName: 'Chiara',
    familyName: 'Ferrara',
    taxCode: 'FRRCHR84L47G273',
    office: 'PROT',
    roles: ['auditor'],
  },
  { givenName: 'Józef', familyName: 'Nowak', taxCode: 'NWKJZF90M08Z127', office: 'TRIB', roles: ['drafter'] },
  {
    givenName: 'Rosalia',
    familyName: 'Messina',
    taxCode: 'MSSRSL68P49G273',
    office: 'TRIB',
    roles: ['signer', 'office-head'],
  },
  {
    givenName: 'Antonino',
    familyName: 'Cusumanò',
    taxCode: 'CSMNNN72R10G273',
    office: 'TRIB',
    roles: ['endorser', 'preservation-manager'],
  },
  {
    givenName: 'Francesca',
    familyName: 'Di Stefano',
    taxCode: 'DSTFNC86S51G273',
    office: 'SOC',
    roles: ['administrator'],
  },
  {
    givenName: 'Luca',
    familyName: 'Marino',
    taxCode: 'MRNLCU92T12G273',
    office: 'SOC-FAM',
    roles: ['operator'],
  },
];

/** A body that exists nowhere: two AOOs, three sectors, six offices, twelve people. */
export async function seedDemoOrganisation({ manager }: DemoSeed): Promise<void> {
  const bodyId = newId();
  await manager.insert(BodyRow, {
    id: bodyId,
    name: 'Comune di Esempio (DEMO)',
    ipaCode: 'c_demo',
    taxCode: '00000000000',
  });
  const aoos = new Map<string, string>();
  for (const aoo of AOOS) aoos.set(aoo.code, await seedAoo({ manager, bodyId }, aoo));
  const offices = await seedOffices({ manager, bodyId }, aoos);
  for (const person of PEOPLE) await seedPerson({ manager, bodyId }, person, offices);
}

type Place = Pick<DemoSeed, 'manager'> & { readonly bodyId: string };

async function seedAoo({ manager, bodyId }: Place, aoo: (typeof AOOS)[number]): Promise<string> {
  const aooId = newId();
  const of = { bodyId, aooId };
  await manager.insert(AooRow, { id: aooId, bodyId, code: aoo.code, name: aoo.name });
  await manager.insert(RegisterRow, {
    id: newId(),
    ...of,
    code: 'PG',
    name: 'Protocollo generale',
    kind: 'PROTOCOL',
  });
  await manager.insert(MailboxRow, { id: newId(), ...of, address: aoo.mailbox });
  await manager.insert(SealRow, {
    id: newId(),
    ...of,
    name: `Sigillo ${aoo.name}`,
    device: `pkcs12:${aoo.code}`,
  });
  await manager.insert(HolidayRow, { id: newId(), ...of, day: '2027-07-15', name: 'Patrono' });
  await manager.insert(
    ClassificationEntryRow,
    entriesOfPlan(MUNICIPAL_PLAN).map((entry) => ({
      id: newId(),
      ...of,
      ...entry,
      validFrom: SINCE,
      validTo: null,
      retentionYears: null,
    })),
  );
  return aooId;
}

async function seedOffices(
  { manager, bodyId }: Place,
  aoos: ReadonlyMap<string, string>,
): Promise<Map<string, { id: string; aooId: string }>> {
  const sectors = new Map<string, string>();
  const offices = new Map<string, { id: string; aooId: string }>();
  for (const office of OFFICES) {
    const aooId = aoos.get(office.aoo) ?? '';
    let sectorId = sectors.get(office.sector);
    if (!sectorId) {
      sectorId = newId();
      sectors.set(office.sector, sectorId);
      await manager.insert(SectorRow, { id: sectorId, bodyId, aooId, name: office.sector });
    }
    const id = newId();
    const parentId = office.kind === 'UO' ? (offices.get(office.code.split('-')[0] ?? '')?.id ?? null) : null;
    offices.set(office.code, { id, aooId });
    await manager.insert(OfficeRow, {
      id,
      bodyId,
      aooId,
      sectorId,
      parentId,
      kind: office.kind,
      code: office.code,
      name: office.name,
    });
  }
  return offices;
}

async function seedPerson(
  { manager, bodyId }: Place,
  person: DemoPerson,
  offices: ReadonlyMap<string, { id: string; aooId: string }>,
): Promise<void> {
  const office = offices.get(person.office);
  if (!office) throw new Error(`no demo office ${person.office}`);
  const personId = newId();
  const username = demoUsername(person);
  await manager.insert(PersonRow, {
    id: personId,
    bodyId,
    givenName: person.givenName,
    familyName: person.familyName,
    taxCode: person.taxCode + checkCharacterOf(person.taxCode),
    username,
    email: `${username}@demo.example`,
  });
  await manager.insert(
    AppointmentRow,
    person.roles.map((role) => ({
      id: newId(),
      bodyId,
      aooId: office.aooId,
      personId,
      officeId: office.id,
      role,
      capacity: null,
      actReference: 'Decreto dimostrativo n. 1/2026',
      validFrom: SINCE,
      validTo: null,
    })),
  );
}

/** `niccolo.damico`: letters only, so that it can be typed anywhere. */
function demoUsername({ givenName, familyName }: DemoPerson): string {
  const plain = (name: string): string =>
    name
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
  return `${plain(givenName)}.${plain(familyName)}`;
}
