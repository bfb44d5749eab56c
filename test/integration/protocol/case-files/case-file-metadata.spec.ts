import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@libro-firma/kernel';
import type {
  CaseFileDetail,
  CaseFilePage,
} from '../../../../src/protocol/http/case-files/case-files.schema';
import { describeWith } from '../../../support/services';
import { CLERK, sha256Of, useHttpOffice } from '../http-office';

jest.setTimeout(60_000);

const DOCUMENT_SCHEMA = join(
  process.env.STANDARDS_DIR ?? '',
  'agid-all5',
  'DocumentoAmministrativoInformatico.xsd',
);

/**
 * Allegato 5 gives the aggregation as text and the document as schema. This one states the elements of the text in their
 * order, and takes every type that both share from the official schema.
 */
const AGGREGATION_SCHEMA = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
<xs:include schemaLocation="${DOCUMENT_SCHEMA}"/>
<xs:element name="AggregazioneDocumentaliInformatiche"><xs:complexType><xs:sequence>
  <xs:element name="IdAgg" type="IdAggType"/>
  <xs:element name="TipologiaFascicolo" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
    <xs:enumeration value="affare"/><xs:enumeration value="attività"/><xs:enumeration value="persona fisica"/>
    <xs:enumeration value="persona giuridica"/><xs:enumeration value="procedimento amministrativo"/>
  </xs:restriction></xs:simpleType></xs:element>
  <xs:element name="Soggetti"><xs:complexType><xs:sequence><xs:element name="Ruolo" maxOccurs="unbounded"><xs:complexType><xs:choice>
    <xs:element name="AmministrazioneTitolare"><xs:complexType><xs:sequence><xs:element name="TipoRuolo"/><xs:element name="PAI" type="PAIType"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="AmministrazionePartecipante"><xs:complexType><xs:sequence><xs:element name="TipoRuolo"/><xs:any processContents="lax"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="SoggettoIntestatarioPersonaFisica"><xs:complexType><xs:sequence><xs:element name="TipoRuolo"/><xs:element name="PF" type="PFType"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="SoggettoIntestatarioPersonaGiuridica"><xs:complexType><xs:sequence><xs:element name="TipoRuolo"/><xs:element name="PG" type="PGType"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="RUP"><xs:complexType><xs:sequence><xs:element name="TipoRuolo"/><xs:element name="RUP" type="RUPType"/></xs:sequence></xs:complexType></xs:element>
  </xs:choice></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Assegnazione" minOccurs="0"><xs:complexType><xs:sequence>
    <xs:element name="TipoAssegnazione"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="Per competenza"/><xs:enumeration value="Per conoscenza"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="SoggettoAssegn"><xs:complexType><xs:sequence><xs:element name="AS" type="ASType"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="DataInizioAssegnazione" type="xs:date"/><xs:element name="DataFineAssegnazione" type="xs:date" minOccurs="0"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="DataApertura" type="xs:date"/>
  <xs:element name="Classificazione" type="ClassificazioneType"/>
  <xs:element name="Progressivo" type="xs:positiveInteger"/>
  <xs:element name="ChiaveDescrittiva" type="ChiaveDescrittivaType"/>
  <xs:element name="DataChiusura" type="xs:date" minOccurs="0"/>
  <xs:element name="ProcedimentoAmministrativo" minOccurs="0"><xs:complexType><xs:sequence>
    <xs:element name="MateriaArgomentoStruttura"/><xs:element name="Procedimento"/><xs:element name="CatalogoProcedimenti" type="xs:anyURI" minOccurs="0"/>
    <xs:element name="Fasi"><xs:complexType><xs:sequence><xs:element name="Fase" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="TipoFase"/><xs:element name="DataInizioFase" type="xs:date"/><xs:element name="DataFineFase" type="xs:date" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="IndiceDocumenti"><xs:complexType><xs:sequence><xs:element name="TipoDocumento" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="TipoDocumento"/><xs:element name="IdDoc" type="IdDocType"/>
  </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
  <xs:element name="PosizioneFisicaAggregazioneDocumentale" minOccurs="0"/>
  <xs:element name="IdAggPrimario" type="IdAggType" minOccurs="0"/>
  <xs:element name="TempoDiConservazione" type="TempoDiConservazioneType" minOccurs="0"/>
  <xs:element name="Note" minOccurs="0"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>`;

describeWith('database', 'the metadata of a case file (Allegato 5)', () => {
  const office = useHttpOffice();
  let work: string;

  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'case-file-'));
    writeFileSync(join(work, 'aggregation.xsd'), AGGREGATION_SCHEMA);
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  /** What xmllint says of it: empty when it is valid, or where there is no official schema to ask. */
  function faultsOf(xml: string): string {
    if (!existsSync(DOCUMENT_SCHEMA)) return '';
    writeFileSync(join(work, 'metadata.xml'), xml);
    const schema = join(work, 'aggregation.xsd');
    const args = ['--nonet', '--noout', '--schema', schema, join(work, 'metadata.xml')];
    const { status, stderr } = spawnSync('xmllint', args, { encoding: 'utf8' });
    return status === 0 ? '' : stderr;
  }

  async function opened(more: object): Promise<CaseFileDetail> {
    const { post } = await office().as(CLERK);
    const answer = await post('case-files', { subject: 'Via <Maqueda>', classificationCode: '6.5', ...more });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  }

  async function metadataOf(id: string, username = CLERK) {
    const answer = await (await office().as(username)).get(`case-files/${id}/metadata`);
    return {
      status: answer.statusCode,
      type: answer.headers['content-type'],
      xml: answer.body.replaceAll(/>\s+</g, '><'),
    };
  }

  it('tell owner, responsible, procedure, class and documents with their hashes, in the order of the annex', async () => {
    const { personId, officeId, post } = await office().as(CLERK);
    const file = await opened({
      type: 'PROCEDURE',
      officeId,
      responsibleId: personId,
      procedure: {
        subject: 'Permesso di costruire',
        code: 'PDC',
        catalogue: 'https://comune.example/pdc',
        phases: [{ phase: 'INQUIRY', from: '2026-11-01', to: '2026-11-20' }],
      },
      participants: [{ name: 'Soprintendenza', ipaCode: 'm_bac' }],
      retentionYears: 9999,
      place: 'Armadio 12',
    });
    const documentId = await office().anUpload(CLERK, 'istanza.pdf', 'testo della domanda');
    const { id, number } = await office().registered({ documentId });
    await post(`case-files/${file.id}/content`, { registrationIds: [id] });
    const { status, type, xml } = await metadataOf(file.id);
    expect([status, type, faultsOf(xml)]).toEqual([200, 'application/xml; charset=utf-8', '']);
    for (const said of [
      `<IdAggregazione>${file.code}</IdAggregazione>`,
      '<TipologiaFascicolo>procedimento amministrativo</TipologiaFascicolo>',
      '<Oggetto>Via &lt;Maqueda&gt;</Oggetto>',
      '<TipoFase>Istruttoria</TipoFase>',
      '<TempoDiConservazione>9999</TempoDiConservazione>',
      `<Impronta>${Buffer.from(sha256Of('testo della domanda'), 'hex').toString('base64')}</Impronta>`,
      `/${number}</Segnatura>`,
      '<Cognome>Lo Presti</Cognome>',
    ])
      expect(xml).toContain(said);
  });

  it('are what a case file is found by: procedure, whose it is, and who answers for it (art. 58, 65)', async () => {
    const { personId, get } = await office().as(CLERK);
    const procedure = { subject: 'Agibilità', code: 'SCA-77', phases: [] };
    const file = await opened({ type: 'PROCEDURE', procedure, responsibleId: personId });
    const found = async (query: string) =>
      (await get(`case-files?${query}`)).json<CaseFilePage>().items.map(({ id }) => id);
    expect(await found('search=sca-77')).toEqual([file.id]);
    expect(await found(`search=sca-77&responsibleId=${personId}`)).toEqual([file.id]);
    expect(await found(`search=sca-77&responsibleId=${newId()}`)).toEqual([]);
    expect(await found('search=RSSMRA85T10A562S')).toEqual([]);
    const holder = { name: 'Rossi Mario', taxCode: 'RSSMRA85T10A562S' };
    const his = await opened({ type: 'PERSON', holder });
    expect(await found('search=RSSMRA85T10A562S')).toEqual([his.id]);
  });

  it('of a sub-file name the case file that it stands in, and of a person its holder', async () => {
    const holder = { name: 'Rossi Mario', taxCode: 'RSSMRA85T10A562S' };
    const parent = await opened({ type: 'PERSON', holder });
    const sub = await opened({ type: 'AFFAIR', parentId: parent.id });
    const [above, below] = [(await metadataOf(parent.id)).xml, (await metadataOf(sub.id)).xml];
    expect([faultsOf(above), faultsOf(below)]).toEqual(['', '']);
    expect(above).toContain('<PF><Cognome>Rossi</Cognome><Nome>Mario</Nome>');
    expect(below).toContain(
      `<IdAggPrimario><TipoAggregazione>Fascicolo</TipoAggregazione><IdAggregazione>${parent.code}<`,
    );
  });

  it('of a series have no type, and are there for nobody who may not open it', async () => {
    const file = await opened({
      kind: 'DOCUMENT_SERIES',
      type: null,
      readers: [(await office().as(CLERK)).personId],
    });
    const { xml } = await metadataOf(file.id);
    expect([faultsOf(xml), xml.includes('TipologiaFascicolo')]).toEqual(['', false]);
    expect((await metadataOf(file.id, 'maria.rossi')).status).toBeGreaterThanOrEqual(403);
  });
});
