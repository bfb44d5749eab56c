import { accept, refuse, type Result } from '@libro-firma/kernel';
import { protocolRefusals } from '../../domain/protocol.refusals';
import type { RegisteredNumber } from '../../domain/registration';
import type { KnownRegistration, RegistrationEntry } from '../../domain/registration-entry';
import { numberText } from '../../domain/registration-number';
import type { NumberingRequest } from './numbering-request';

/** The first request of each key that has no number yet: only these are dealt one. */
export function freshOf(
  requests: readonly NumberingRequest[],
  known: ReadonlyMap<string, KnownRegistration>,
): NumberingRequest[] {
  const first = new Map<string, NumberingRequest>();
  for (const request of requests) {
    const { key } = request.command;
    if (!known.has(key) && !first.has(key)) first.set(key, request);
  }
  return [...first.values()];
}

/** What a request gets: the number of its key. A key that binds other files is not this request's. */
export function answerOf(request: NumberingRequest, known: KnownRegistration): Result<RegisteredNumber> {
  if (!isOf(request, known))
    return refuse(protocolRefusals.KEY_OF_ANOTHER({ number: numberText(known.number), year: known.year }));
  return accept(numberOf(known));
}

export function numberOf(known: Omit<KnownRegistration, 'fileHashes'>): RegisteredNumber {
  return {
    registrationId: known.id,
    number: numberText(known.number),
    year: known.year,
    registeredOn: known.registeredOn,
    registeredAt: known.registeredAt,
    registerCode: known.registerCode,
  };
}

export function knownOf(entry: RegistrationEntry): KnownRegistration {
  const { id, key, registerId, registerCode, year, number, registeredAt, registeredOn, direction, files } =
    entry;
  const fileHashes = files.map((file) => file.hash);
  return {
    id,
    key,
    registerId,
    registerCode,
    year,
    number,
    registeredAt,
    registeredOn,
    direction,
    fileHashes,
  };
}

function isOf({ command, facts }: NumberingRequest, known: KnownRegistration): boolean {
  return (
    known.direction === command.direction &&
    known.registerId === facts.register.id &&
    known.fileHashes.length === command.files.length &&
    command.files.every((file, position) => file.sha256 === known.fileHashes[position])
  );
}
