import { withoutOmocodia } from '../../../organisation';
import { wordsOfName } from '../../domain/correspondents/correspondent-key';
import type { Correspondent } from '../../domain/registration';
import type { CorrespondentRow } from '../../infrastructure/correspondents/correspondent.rows';

type Known = Pick<
  CorrespondentRow,
  'kind' | 'name' | 'familyName' | 'taxCode' | 'taxKey' | 'ipaCode' | 'ipaKey' | 'aooCode' | 'email' | 'words'
>;

export function correspondentOfRow(row: CorrespondentRow): Correspondent {
  const { kind, name, familyName, taxCode, ipaCode, aooCode, email } = row;
  return {
    kind,
    name,
    ...(familyName !== null && { familyName }),
    ...(taxCode !== null && { taxCode }),
    ...(ipaCode !== null && { ipaCode }),
    ...(aooCode !== null && { aooCode }),
    ...(email !== null && { email }),
  };
}

/** The columns of a correspondent, with the keys and words that it is recognised and found by. */
export function columnsOf(known: Correspondent): Known {
  const { kind, name, familyName, taxCode, ipaCode, aooCode, email } = known;
  const words = [wordsOfName([name, familyName ?? ''].join(' ')), taxCode ?? '', ipaCode ?? ''];
  return {
    kind,
    name,
    familyName: familyName ?? null,
    taxCode: taxCode ?? null,
    taxKey: taxCode === undefined ? null : withoutOmocodia(taxCode),
    ipaCode: ipaCode ?? null,
    ipaKey: ipaCode?.toLowerCase() ?? null,
    aooCode: aooCode ?? null,
    email: email ?? null,
    words: words.join(' ').trim().toLowerCase(),
  };
}
