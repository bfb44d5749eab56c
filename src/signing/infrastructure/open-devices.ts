import { existsSync } from 'node:fs';
import type { PlatformSettings } from '../../platform/config';
import { readSettings } from '../../platform/config';
import type { SigningDevice } from '../domain/signing-device.port';
import { keyFolderOf, signingSettings } from '../signing.settings';
import { CscDevice } from './csc/csc.device';
import { Pkcs11Device } from './pkcs11/pkcs11.device';
import { SoftwareKeyDevice } from './software-key.device';

/**
 * The devices that the settings name. Keys in files are for demos: outside one, the process does not start where they are
 * configured or present.
 */
export function openDevices(platform: PlatformSettings, environment: NodeJS.ProcessEnv): SigningDevice[] {
  const settings = readSettings(signingSettings, environment);
  const folder = keyFolderOf(settings, platform.DATA_DIR);
  if (!platform.DEMO && (settings.SOFTWARE_KEYS !== undefined || existsSync(folder)))
    throw new Error(`SOFTWARE_KEYS: keys in files (${folder}) are admitted with DEMO=true only`);
  const devices: SigningDevice[] = [
    ...(settings.SIGNING_PROVIDERS ?? []).map((provider) => new CscDevice(provider)),
    ...(settings.SIGNING_TOKENS ?? []).map((token) => new Pkcs11Device(token)),
    ...(platform.DEMO ? [new SoftwareKeyDevice(folder)] : []),
  ];
  const twice = devices.find(({ id }, index) => devices.findIndex((other) => other.id === id) !== index);
  if (twice) throw new Error(`SIGNING_PROVIDERS, SIGNING_TOKENS: two devices are called ${twice.id}`);
  return devices;
}
