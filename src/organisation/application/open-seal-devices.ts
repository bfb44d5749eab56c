import type { PlatformSettings } from '../../platform/config';
import { Pkcs12SealDevice } from '../infrastructure/pkcs12.seal-device';
import { type OrganisationSettings, sealFoldersOf } from '../organisation.settings';
import { SealDevices } from './seal-devices';

/** A demo key would make seals that no body answers for: outside a demo, the process does not start beside one. */
export function openSealDevices(
  platform: Pick<PlatformSettings, 'DEMO' | 'DATA_DIR'>,
  settings: OrganisationSettings,
): SealDevices {
  const folders = sealFoldersOf(settings, platform.DATA_DIR);
  const files = new Pkcs12SealDevice(folders);
  const [demoKey] = platform.DEMO ? [] : files.demoKeys();
  if (demoKey !== undefined)
    throw new Error(
      `SEAL_KEYS: ${folders.keys} holds a demo seal (${demoKey}); take it away or set DEMO=true`,
    );
  const devices = new SealDevices();
  devices.add(files);
  return devices;
}
