import { useShortcutsOn } from '../../app/preferences';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Notice } from '../../design/Notice';
import { useTexts, type Say, type TextId } from '../../texts/use-texts';

function rowsOf(say: Say): readonly (readonly [readonly string[], TextId])[] {
  const space = say('key.space');
  const shift = say('key.shift');
  return [
    [['J', '↓'], 'keys.next'],
    [['K', '↑'], 'keys.previous'],
    [['X'], 'keys.select'],
    [[`${shift} J`, `${shift} K`], 'keys.extend'],
    [['*'], 'keys.all'],
    [['F'], 'keys.sign'],
    [['V'], 'keys.endorse'],
    [['R'], 'keys.return'],
    [['S'], 'keys.markSign'],
    [['D'], 'keys.markReturn'],
    [['Q'], 'keys.markQuestion'],
    [['N'], 'keys.markNotMine'],
    [['E'], 'keys.execute'],
    [[space, `${shift} ${space}`], 'keys.page'],
    [['[', ']'], 'keys.file'],
    [['I'], 'keys.details'],
    [['/'], 'keys.filter'],
    [['G C', 'G P', 'G V', 'G R'], 'keys.go'],
    [['?'], 'keys.help'],
    [[say('key.escape')], 'keys.escape'],
  ];
}

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts();
  const on = useShortcutsOn();
  return (
    <Dialog
      size="wide"
      title={say('queue.shortcuts')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{say('action.close')}</Button>}
    >
      {!on && <Notice tone="warning" title={say('keys.off')} />}
      <dl className="lf-keys">
        {rowsOf(say).map(([keys, text]) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{say(text)}</dd>
          </div>
        ))}
      </dl>
      <p className="lf-soft">{say('keys.note')}</p>
    </Dialog>
  );
}
