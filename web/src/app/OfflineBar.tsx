import { useSyncExternalStore } from 'react';
import { Icon } from '../design/Icon';
import { useTexts } from '../texts/use-texts';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

export function OfflineBar() {
  const say = useTexts();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <p className="lf-offline">
          <Icon name="it-wifi" />
          {say('offline.text')}
        </p>
      )}
    </div>
  );
}
