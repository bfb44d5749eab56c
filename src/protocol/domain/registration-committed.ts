/** Stream of the journal that a registration opens; its id is the registration's. */
export const REGISTRATION_STREAM = 'registration';

/** A number was given. Payload: registrationId, key, number, year, registeredOn, registerCode, aooId. */
export const REGISTRATION_COMMITTED = 'registration.committed';

/** Registered although likely doubles were shown. Payload: registrationId, duplicates. */
export const BESIDE_DOUBLES = 'registration.registered-beside-doubles';

/** An act whose number is printed in it was signed: its final bytes are known. Payload: registrationId, key, sha256. */
export const REGISTRATION_COMPLETED = 'registration.completed';
