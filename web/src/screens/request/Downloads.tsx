import { requests, type Download } from '../../api/endpoints';
import type { RequestDetail } from '../../api/types';
import { Icon, type IconName } from '../../design/Icon';
import { useTexts } from '../../texts/use-texts';

const ICONS: Readonly<Record<Download, IconName>> = {
  signed: 'it-file-signed',
  copy: 'it-file-pdf',
  segnatura: 'it-file-xml',
  'report-json': 'it-file-json',
  'report-xml': 'it-file-xml',
  package: 'it-file-compressed',
};

export function Downloads({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  return (
    <section className="lf-card">
      <h2>{say('request.downloads')}</h2>
      {request.downloads.length === 0 ? (
        <p className="lf-soft">{say('request.downloadsEmpty')}</p>
      ) : (
        <ul className="lf-downloads">
          {request.downloads.map((kind) => (
            <li key={kind}>
              <a href={requests.downloadUrl(request.id, kind)} download>
                <Icon name={ICONS[kind]} />
                {say(`request.download.${kind}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
