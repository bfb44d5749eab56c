import { legalDate, legalYear } from '@libro-firma/kernel';
import type { GivenNumber } from '../../domain/registration';
import type { KnownRegistration } from '../../domain/registration-entry';
import { type LastEntry, numberAfter, numberText } from '../../domain/registration-number';
import { numberOf } from './answers';
import type { NumberingRequest } from './numbering-request';

/** The act could not be made for its number: it alone gets none. */
export class CannotBind extends Error {}

interface Dealing {
  readonly last: LastEntry | null;
  readonly instant: Date;
  readonly firstNumber: number;
}

/** Requests in the order in which they are dealt numbers: those that print theirs now have the digest that it makes. */
export async function bindFresh(
  fresh: readonly NumberingRequest[],
  { last, instant, firstNumber }: Dealing,
): Promise<readonly NumberingRequest[]> {
  if (!fresh.some(({ command }) => command.bind)) return fresh;
  const first = numberAfter(last, legalYear(instant), firstNumber);
  const day = { registeredOn: legalDate(instant), registeredAt: instant };
  const bound: NumberingRequest[] = [];
  for (const [index, request] of fresh.entries())
    bound.push(await bindOne(request, { number: numberText(first + index), ...day }));
  return bound;
}

/** Requests whose key has its number: what they print is made of that one, and compared with what it is bound to. */
export async function bindKnown(
  requests: readonly NumberingRequest[],
  known: ReadonlyMap<string, KnownRegistration>,
): Promise<readonly NumberingRequest[]> {
  if (!requests.some(({ command }) => command.bind)) return requests;
  const bound: NumberingRequest[] = [];
  for (const request of requests) {
    const registration = known.get(request.command.key);
    bound.push(registration ? await bindOne(request, numberOf(registration)) : request);
  }
  return bound;
}

async function bindOne(request: NumberingRequest, given: GivenNumber): Promise<NumberingRequest> {
  const { command } = request;
  if (!command.bind) return request;
  const sha256 = await command.bind(given).catch((fault: unknown) => {
    throw new CannotBind(`the act of ${command.key} was not made`, { cause: fault });
  });
  const files = command.files.map((file) => (file.role === 'MAIN' ? { ...file, sha256 } : file));
  return { ...request, command: { ...command, files } };
}
