import { element, writeXml, type XmlElement } from '@libro-firma/xml';
import type { Agent, FileGroup, LocalId, PreservationIndex, PreservedFile } from './preservation-index';

export const SINCRO_NAMESPACE = 'http://www.uni.com/U3011/sincro-v2/';
export const SINCRO_VERSION = '2.0';
const SINCRO_URI = 'http://www.uni.com/U3011/sincro-v2/PIndex.xsd';
const HASH_FUNCTION = 'SHA-256';
const AGENT_ID = /^(PAS|IDC|PNO|TIN|VAT|NTR|[A-Za-z0-9]{2}:)[A-Z]{2}-[A-Za-z0-9]+$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** A value that the schema of the index has no place for. */
export class NotInPIndex extends Error {
  constructor(readonly field: string) {
    super(`${field} has a form that the schema of the index does not allow`);
    this.name = 'NotInPIndex';
  }
}

/**
 * The index of a preservation package: which files it holds, with the hash of each, and who answers for it. Valid against
 * the schema of the standard; every attribute is qualified, as its `attributeFormDefault` demands.
 *
 * @standard UNI 11386:2020 (SInCRO), PIndex, sincroVersion 2.0; AgID, Linee guida §4.7
 * @throws NotInPIndex naming the first field whose form the schema refuses.
 * @example writePIndex({ id: { scheme: 'uuid', value: '…' }, language: 'it', … })
 */
export function writePIndex(index: PreservationIndex): string {
  return writeXml(
    element(
      'sincro:PIndex',
      {
        'xmlns:sincro': SINCRO_NAMESPACE,
        'sincro:language': index.language,
        'sincro:sincroVersion': SINCRO_VERSION,
        'sincro:uri': SINCRO_URI,
      },
      [selfDescription(index), volume(index), ...index.groups.map(fileGroup), process(index)],
    ),
  );
}

function selfDescription({ id, application }: PreservationIndex): XmlElement {
  return element('sincro:SelfDescription', {}, [
    localId(id),
    element('sincro:CreatingApplication', {}, [
      element('sincro:Name', {}, application.name),
      element('sincro:Version', {}, application.version),
      element('sincro:Producer', {}, application.producer),
    ]),
  ]);
}

function volume({ volume: { id, label, description } }: PreservationIndex): XmlElement {
  return element('sincro:PVolume', {}, [
    localId(id),
    element('sincro:Label', {}, label),
    description === undefined ? null : element('sincro:Description', {}, description),
  ]);
}

function fileGroup({ id, label, files }: FileGroup): XmlElement {
  if (files.length === 0) throw new NotInPIndex('files');
  return element('sincro:FileGroup', {}, [
    localId(id),
    element('sincro:Label', {}, label),
    ...files.map(file),
  ]);
}

function file({ id, path, sha256, mediaType }: PreservedFile): XmlElement {
  if (!SHA256.test(sha256)) throw new NotInPIndex('sha256');
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1];
  return element(
    'sincro:File',
    { 'sincro:encoding': 'binary', 'sincro:extension': extension, 'sincro:format': mediaType },
    [
      localId(id),
      element('sincro:Path', {}, path.split('/').map(encodeURIComponent).join('/')),
      element('sincro:Hash', { 'sincro:hashFunction': HASH_FUNCTION }, sha256),
    ],
  );
}

function process({ submitter, holders, signers, madeAt, laws }: PreservationIndex): XmlElement {
  if (holders.length === 0) throw new NotInPIndex('holders');
  if (signers.length === 0) throw new NotInPIndex('signers');
  return element('sincro:Process', {}, [
    agent('sincro:Submitter', submitter, {}),
    ...holders.map((holder) => agent('sincro:Holder', holder, { 'sincro:holderRole': holder.role })),
    ...signers.map((signer) =>
      agent('sincro:AuthorizedSigner', signer, { 'sincro:signerRole': signer.role }),
    ),
    element('sincro:TimeReference', {}, [
      element('sincro:TimeInfo', { 'sincro:attachedTimeStamp': 'false' }, madeAt.toISOString()),
    ]),
    laws === undefined ? null : element('sincro:LawsAndRegulations', {}, laws),
  ]);
}

function agent(
  name: string,
  { kind, name: called, agentIds, documents }: Agent,
  role: Record<string, string>,
): XmlElement {
  return element(name, { 'sincro:agentType': kind, ...role }, [
    ...(agentIds ?? []).map((id) => {
      if (!AGENT_ID.test(id)) throw new NotInPIndex('agentIds');
      return element('sincro:AgentID', {}, id);
    }),
    element('sincro:AgentName', {}, [
      typeof called === 'string'
        ? element('sincro:FormalName', {}, called)
        : element('sincro:NameAndSurname', {}, [
            element('sincro:FirstName', {}, called.first),
            element('sincro:LastName', {}, called.last),
          ]),
    ]),
    ...documents.map((document) => element('sincro:RelevantDocument', {}, document)),
  ]);
}

function localId({ scheme, value }: LocalId): XmlElement {
  return element('sincro:ID', { 'sincro:scheme': scheme }, value);
}
