import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPresent, runProgram } from '../support/program';
import { hashOfStart } from './signed-file';

interface ReportOnFile {
  readonly sha256: string;
  readonly signatures: readonly { readonly coverage: string; readonly indication: string }[];
}

interface PackageIndex {
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
}

/** Right in its syntax and false in everything else: it stands where the seal will. */
const SEAL = `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>
<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<ds:Reference URI=""><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
<ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo>
<ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`;

/** The stamped copy opens, has the pages of the act (and a cover at most), and says what it is a copy of. */
export function faultsOfCopy(copy: string, signed: string): string[] {
  const faults: string[] = [];
  if (isPresent('qpdf')) {
    const { status, output } = runProgram('qpdf', ['--check', copy]);
    if (status !== 0 && status !== 3) faults.push(`copy, qpdf: ${output.slice(0, 300)}`);
    const [pages, copied] = [signed, copy].map((file) =>
      Number(runProgram('qpdf', ['--show-npages', file]).stdout),
    );
    if (!pages || !copied || copied < pages || copied > pages + 1)
      faults.push(`copy: ${copied ?? 0} pages of ${pages ?? 0}`);
  }
  if (isPresent('pdftotext')) {
    const { status, stdout, output } = runProgram('pdftotext', ['-raw', copy, '-']);
    if (status !== 0) faults.push(`copy, pdftotext: ${output.slice(0, 300)}`);
    if (!/\d{7}\s+del\s+\d\d\/\d\d\/\d{4}/.test(stdout)) faults.push('copy: no number and date can be read');
  }
  return faults;
}

/** Well-formed; and, where the official schemas are at hand, right but for the seal, which comes later. */
export function faultsOfSegnatura(segnatura: string, folder: string): string[] {
  const schema = schemaNamed('agid-all6', 'segnatura_protocollo.xsd');
  if (!schema) return faultsOfXml(segnatura);
  const sealed = join(folder, '.sealed.xml');
  const text = readFileSync(segnatura, 'utf8');
  writeFileSync(
    sealed,
    text.replace(/<\/(\w+:)?SegnaturaInformatica>/, (end) => SEAL + end),
  );
  return [...faultsOfXml(segnatura), ...faultsOfXml(sealed, schema)];
}

/** The report speaks of these bytes and finds our signature, the one over the whole file, passed. */
export function faultsOfReport(folder: string): string[] {
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ReportOnFile;
  const ours = report.signatures.filter(({ coverage }) => coverage === 'WHOLE_FILE');
  const faults = faultsOfXml(join(folder, 'report.xml'));
  if (report.sha256 !== hashOfStart(join(folder, 'signed.pdf'))) faults.push('report: on another file');
  if (ours.length !== 1 || ours[0]?.indication !== 'TOTAL_PASSED')
    faults.push(
      `report: our signature is ${ours.map(({ indication }) => indication).join(', ') || 'not there'}`,
    );
  return faults;
}

/** Unpacked by others, every file has the hash that the package's index states. */
export function faultsOfPackage(folder: string): string[] {
  if (!isPresent('unzip')) return [];
  const zip = join(folder, 'package.zip');
  const tested = runProgram('unzip', ['-tq', zip]);
  if (tested.status !== 0) return [`package, unzip: ${tested.output.slice(0, 300)}`];
  const place = join(folder, '.package');
  mkdirSync(place, { recursive: true });
  try {
    runProgram('unzip', ['-qo', zip, '-d', place]);
    return [...faultsOfIndex(folder, place), ...faultsOfPIndex(join(place, 'PIndex.xml'))];
  } finally {
    rmSync(place, { recursive: true });
  }
}

function faultsOfIndex(folder: string, place: string): string[] {
  const index = JSON.parse(readFileSync(join(place, 'index.json'), 'utf8')) as PackageIndex;
  const faults = index.files
    .filter(({ path, size, sha256 }) => {
      const file = join(place, path);
      return !existsSync(file) || statSync(file).size !== size || hashOfStart(file) !== sha256;
    })
    .map(({ path }) => `package: ${path} is not what the index says`);
  for (const name of ['signed.pdf', 'copy.pdf', 'segnatura.xml']) {
    const hash = hashOfStart(join(folder, name));
    if (!index.files.some(({ sha256 }) => sha256 === hash)) faults.push(`package: ${name} is not in it`);
  }
  return faults;
}

function faultsOfPIndex(file: string): string[] {
  return faultsOfXml(file, schemaNamed('uni-sincro', 'Unisincro_PIndex.xsd'));
}

function faultsOfXml(file: string, schema?: string): string[] {
  if (!isPresent('xmllint')) return [];
  const options = schema ? ['--schema', schema] : [];
  const { status, output } = runProgram('xmllint', ['--nonet', '--noout', ...options, file]);
  return status === 0 ? [] : [`xmllint: ${output.slice(0, 300)}`];
}

/** STANDARDS_DIR is the folder of one standard's schemas, or of several standards. */
function schemaNamed(standard: string, name: string): string | undefined {
  const folder = process.env.STANDARDS_DIR;
  return folder ? [join(folder, standard, name), join(folder, name)].find(existsSync) : undefined;
}
