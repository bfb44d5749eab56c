import { createHash } from 'node:crypto';

const FINGERPRINT = createHash('sha256').update('tavola').digest('base64');
/** Lower-case hexadecimal of what the samples name as the hash of their files. */
export const SAMPLE_SHA256 = createHash('sha256').update('tavola').digest('hex');

const POSTAL = '<IndirizzoPostale><Denominazione>Via Roma 1, Palermo</Denominazione></IndirizzoPostale>';

const circular = (inner: {
  postal: string;
  language: string;
  declaration: string;
  namespace: string;
}) => `${inner.declaration}
<Segnatura${inner.namespace} ${inner.language}>
  <Intestazione>
    <Identificatore><CodiceAmministrazione>r_sicili</CodiceAmministrazione><CodiceAOO>DRT</CodiceAOO>
      <CodiceRegistro>REG</CodiceRegistro><NumeroRegistrazione>0001234</NumeroRegistrazione>
      <DataRegistrazione>2026-11-02</DataRegistrazione></Identificatore>
    <OraRegistrazione tempo="locale">09:30:00</OraRegistrazione>
    <Origine><IndirizzoTelematico tipo="smtp">drt@pec.example</IndirizzoTelematico>
      <Mittente><Amministrazione><Denominazione>Regione di Prova</Denominazione>
        <CodiceAmministrazione>r_sicili</CodiceAmministrazione>
        <UnitaOrganizzativa><Denominazione>Dipartimento tecnico</Denominazione>${inner.postal}</UnitaOrganizzativa>
        </Amministrazione><AOO><Denominazione>Tecnico</Denominazione><CodiceAOO>DRT</CodiceAOO></AOO></Mittente></Origine>
    <Destinazione confermaRicezione="si"><IndirizzoTelematico>protocollo@demo.example</IndirizzoTelematico>
      <Destinatario><Amministrazione><Denominazione>Comune di Esempio</Denominazione>${inner.postal}</Amministrazione></Destinatario></Destinazione>
    <PerConoscenza><IndirizzoTelematico>ninfa@demo.example</IndirizzoTelematico>
      <Destinatario><Persona><Nome>Ninfa</Nome><Cognome>D’Alù</Cognome></Persona></Destinatario></PerConoscenza>
    <Oggetto>Rete idrica: parere &amp; prescrizioni</Oggetto>
    <Classifica><Denominazione>Territorio</Denominazione><Livello>6</Livello><Livello>1</Livello></Classifica>
  </Intestazione>
  <Riferimenti><Messaggio><Identificatore><CodiceAmministrazione>c_demo</CodiceAmministrazione>
    <CodiceAOO>AOO-CEN</CodiceAOO><CodiceRegistro>PG</CodiceRegistro><NumeroRegistrazione>0000042</NumeroRegistrazione>
    <DataRegistrazione>2026-10-01</DataRegistrazione></Identificatore></Messaggio></Riferimenti>
  <Descrizione>
    <Documento nome="parere.pdf" tipoMIME="application/pdf"><CollocazioneTelematica>urn:allegato:1</CollocazioneTelematica>
      <Impronta algoritmo="SHA-256" codifica="base64">${FINGERPRINT}</Impronta></Documento>
    <Allegati><Fascicolo><Oggetto>Tavole</Oggetto><Documento nome="tavola.dwg" tipoMIME="image/vnd.dwg"/></Fascicolo></Allegati>
  </Descrizione>
</Segnatura>`;

/** As a sender of the circular of 2001 writes it: with the name of the DTD, in no namespace. */
export const SEGNATURA_2001 = circular({
  declaration: '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE Segnatura SYSTEM "Segnatura.dtd">',
  namespace: '',
  language: 'xml:lang="it"',
  postal: POSTAL,
});

/** As one of the circular of 2013 writes it. */
export const SEGNATURA_2013 = circular({
  declaration: '<?xml version="1.0" encoding="UTF-8"?>',
  namespace: ' xmlns="http://www.digitPa.gov.it/protocollo/"',
  language: 'xml-lang="it"',
  postal: POSTAL,
});
