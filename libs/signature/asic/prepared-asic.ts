import { accept, refuse, type Result } from '@libro-firma/kernel';
import { preparedCadesFromJson, preparedCadesToJson, type PreparedCades } from '../cades/prepared-cades';
import { signatureRefusals } from '../signature.refusals';
import { preparedXadesFromJson, preparedXadesToJson, type PreparedXades } from '../xades/prepared-xades';

/** ASiC-E with XAdES, ASiC-E with CAdES, ASiC-S with CAdES (EN 319 162-1 §4.4.3, §4.4.4, §4.3). */
export type AsicForm = 'ASIC_E_XADES' | 'ASIC_E_CADES' | 'ASIC_S_CADES';

/** A container that lacks only the raw value which the holder's device makes. Holds no secret. */
export type PreparedAsic =
  | { readonly form: 'ASIC_E_XADES'; readonly signature: PreparedXades }
  | { readonly form: Exclude<AsicForm, 'ASIC_E_XADES'>; readonly signature: PreparedCades };

/** The prepared container as plain JSON, to be completed in another process. */
export function preparedAsicToJson(prepared: PreparedAsic): Readonly<Record<string, unknown>> {
  const signature =
    prepared.form === 'ASIC_E_XADES'
      ? preparedXadesToJson(prepared.signature)
      : preparedCadesToJson(prepared.signature);
  return { v: 'prepared-asic/1', form: prepared.form, signature };
}

/**
 * The prepared container again. Only the form is judged here: what the values say is judged by `completeAsic`. Refuses
 * `SIGNATURE_PREPARATION_UNREADABLE`.
 */
export function preparedAsicFromJson(json: unknown): Result<PreparedAsic> {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>;
  const { form, signature } = given;
  if (form === 'ASIC_E_XADES') {
    const read = preparedXadesFromJson(signature);
    return read.ok ? accept({ form, signature: read.value }) : read;
  }
  if (form === 'ASIC_E_CADES' || form === 'ASIC_S_CADES') {
    const read = preparedCadesFromJson(signature);
    return read.ok ? accept({ form, signature: read.value }) : read;
  }
  return refuse(signatureRefusals.PREPARATION_UNREADABLE({ reason: 'form' }));
}
