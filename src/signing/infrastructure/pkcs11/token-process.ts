import type * as graphene from 'graphene-pk11';
import type { TokenAnswer, TokenCertificate, TokenFault, TokenQuestion, TokenValue } from './token-messages';

/**
 * A process that loads the library of a token for one session and no other. PKCS#11 knows one login for each process and
 * token (v2.40, §2.6.7): whoever came second in the same process would sign with the login of who came first. Here the
 * session's key is found once, after its own login, and no question can name another.
 */
class TokenProcess {
  private key: { readonly session: graphene.Session; readonly key: graphene.PrivateKey } | null = null;

  constructor(private readonly pkcs11: typeof graphene) {}

  answer(question: TokenQuestion): TokenAnswer {
    switch (question.ask) {
      case 'list':
        return { certificates: this.list(question.library) };
      case 'open':
        return this.open(question);
      case 'sign':
        return { values: question.values.map((value) => this.sign(value)) };
    }
  }

  private slots(library: string): graphene.Slot[] {
    const module = this.load(library);
    const slots: graphene.Slot[] = [];
    const found = module.getSlots(true);
    for (let index = 0; index < found.length; index += 1) slots.push(found.items(index));
    return slots;
  }

  private load(library: string): graphene.Module {
    try {
      const module = this.pkcs11.Module.load(library);
      module.initialize();
      return module;
    } catch {
      throw new Fault('LIBRARY_MISSING');
    }
  }

  private list(library: string): TokenCertificate[] {
    return this.slots(library).flatMap((slot) => {
      const { serialNumber, label, flags } = slot.getToken();
      if ((flags & this.pkcs11.TokenFlag.TOKEN_INITIALIZED) === 0) return [];
      const session = slot.open(this.pkcs11.SessionFlag.SERIAL_SESSION);
      try {
        return this.certificates(session).map(({ keyId, certificate }) => ({
          tokenSerial: serialNumber.trim(),
          tokenLabel: label.trim(),
          keyId,
          certificate,
        }));
      } finally {
        session.close();
      }
    });
  }

  private certificates(session: graphene.Session): { keyId: string; certificate: string }[] {
    const found = session.find({ class: this.pkcs11.ObjectClass.CERTIFICATE });
    const certificates: { keyId: string; certificate: string }[] = [];
    for (let index = 0; index < found.length; index += 1) {
      const { id, value } = found.items(index).getAttribute({ id: null, value: null });
      certificates.push({
        keyId: (id as Buffer).toString('hex'),
        certificate: (value as Buffer).toString('base64'),
      });
    }
    return certificates;
  }

  private open({ library, tokenSerial, keyId, pin }: TokenQuestion & { ask: 'open' }): TokenAnswer {
    const slot = this.slots(library).find(
      (candidate) => candidate.getToken().serialNumber.trim() === tokenSerial,
    );
    if (!slot) return { fault: 'TOKEN_ABSENT' };
    const session = slot.open(this.pkcs11.SessionFlag.SERIAL_SESSION);
    session.login(pin, this.pkcs11.UserType.USER);
    const found = session.find({
      class: this.pkcs11.ObjectClass.PRIVATE_KEY,
      id: Buffer.from(keyId, 'hex'),
    });
    if (found.length === 0) return { fault: 'NO_SUCH_KEY' };
    this.key = { session, key: found.items(0).toType<graphene.PrivateKey>() };
    return { opened: true };
  }

  private sign(value: TokenValue): string {
    if (!this.key) throw new Fault('CKR_USER_NOT_LOGGED_IN');
    const { session, key } = this.key;
    return session
      .createSign(this.mechanismOf(value), key)
      .once(Buffer.from(value.input, 'base64'))
      .toString('base64');
  }

  /** PSS with a salt as long as the digest and MGF1 of the same digest (RFC 8017 §9.1). */
  private mechanismOf({ mechanism, digestAlgorithm }: TokenValue): graphene.MechanismType {
    if (mechanism !== 'RSA_PKCS_PSS') return mechanism;
    const { MechanismEnum, RsaMgf, RsaPssParams } = this.pkcs11;
    const digest = {
      sha256: [MechanismEnum.SHA256, RsaMgf.MGF1_SHA256, 32] as const,
      sha384: [MechanismEnum.SHA384, RsaMgf.MGF1_SHA384, 48] as const,
      sha512: [MechanismEnum.SHA512, RsaMgf.MGF1_SHA512, 64] as const,
    }[digestAlgorithm];
    if (!digest) throw new Fault('CKR_MECHANISM_PARAM_INVALID');
    const [hash, mask, saltLength] = digest;
    return { name: 'RSA_PKCS_PSS', params: new RsaPssParams(hash, mask, saltLength) };
  }
}

class Fault extends Error {
  constructor(readonly fault: TokenFault) {
    super(fault);
  }
}

/** Only the name of the return value leaves the process: the text of a library's error may hold anything. */
function faultOf(error: unknown): TokenFault {
  if (error instanceof Fault) return error.fault;
  const name = /CKR_[A-Z0-9_]+/.exec(error instanceof Error ? error.message : String(error))?.[0];
  return (name ?? 'CKR_GENERAL_ERROR') as `CKR_${string}`;
}

async function loadLibrary(): Promise<TokenProcess | null> {
  try {
    return new TokenProcess(await import('graphene-pk11'));
  } catch {
    return null; // an optional dependency, which an installation without tokens may lack
  }
}

const loaded = loadLibrary();
let order = Promise.resolve();

process.on('message', (question: TokenQuestion) => {
  order = order.then(async () => {
    const token = await loaded;
    let answer: TokenAnswer;
    try {
      answer = token ? token.answer(question) : { fault: 'LIBRARY_MISSING' };
    } catch (error) {
      answer = { fault: faultOf(error) };
    }
    process.send?.(answer);
  });
});
process.on('disconnect', () => process.exit(0));
