import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client';
import { deskRules } from '../../api/desks';
import { caseFiles } from '../../api/protocol';
import { useAction } from '../../app/use-action';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { TextField } from '../../design/TextField';
import { type TextId, useTexts } from '../../texts/use-texts';
import { RULE_MEANS, type RuleMeans } from './means';
import '../arrivals/arrivals.css';

const EMPTY = {
  name: '',
  documentType: '',
  mailbox: '',
  classificationCode: '',
  words: '',
  proposeClass: '',
  caseFileId: '',
};
type Part = keyof typeof EMPTY;
type Target = '' | 'YEARLY_SERIES' | 'CASE_FILE';

const TEXTS: readonly (readonly [Part, TextId, number])[] = [
  ['name', 'rules.name', 200],
  ['documentType', 'incoming.documentType', 60],
  ['classificationCode', 'rules.class', 40],
  ['words', 'rules.words', 200],
  ['mailbox', 'rules.mailbox', 200],
  ['proposeClass', 'rules.propose', 40],
];

/** What is left empty asks nothing; a rule proposes a class, files, or both. */
export function AddRule() {
  const say = useTexts();
  const [rule, setRule] = useState(EMPTY);
  const [means, setMeans] = useState<RuleMeans | ''>('');
  const [target, setTarget] = useState<Target>('');
  const { busy, error, run } = useAction(['desk-rules']);
  const isWhole =
    rule.name.trim() !== '' &&
    (rule.proposeClass !== '' || target !== '') &&
    (target !== 'CASE_FILE' || rule.caseFileId !== '');
  const add = async () => {
    const stated = Object.fromEntries(Object.entries(rule).filter(([, text]) => text.trim() !== ''));
    const body = { ...stated, name: rule.name, means: means || null, fileInto: target || null };
    if (!(await run(() => deskRules.add(body, newKey())))) return;
    setRule(EMPTY);
    setMeans('');
    setTarget('');
  };
  return (
    <section className="lf-card" aria-labelledby="add-rule">
      <h2 id="add-rule">{say('rules.add')}</h2>
      <p className="lf-soft">{say('rules.addLead')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-desk-form lf-desk-form-2">
        {TEXTS.map(([part, label, length]) => (
          <TextField
            key={part}
            required={part === 'name'}
            label={say(label)}
            maxLength={length}
            value={rule[part]}
            onChange={(event) => setRule({ ...rule, [part]: event.target.value })}
          />
        ))}
        <MeansChoice value={means} onChoose={setMeans} />
        <Select<Exclude<Target, ''>>
          label={say('rules.fileInto')}
          value={target}
          placeholder={say('rules.fileNowhere')}
          choices={(['YEARLY_SERIES', 'CASE_FILE'] as const).map((value) => ({
            value,
            label: say(`rules.into.${value}`),
          }))}
          onChoose={setTarget}
        />
        {target === 'CASE_FILE' && (
          <CaseFileChoice
            value={rule.caseFileId}
            onChoose={(caseFileId) => setRule({ ...rule, caseFileId })}
          />
        )}
      </div>
      <p className="mt-3 mb-0">
        <Button look="primary" busy={busy} disabled={!isWhole} onClick={() => void add()}>
          {say('rules.add')}
        </Button>
      </p>
    </section>
  );
}

interface CaseFileChoiceProps {
  readonly value: string;
  readonly onChoose: (id: string) => void;
}

function CaseFileChoice({ value, onChoose }: CaseFileChoiceProps) {
  const say = useTexts();
  const { data } = useQuery({
    queryKey: ['case-files', 'open'],
    queryFn: ({ signal }) => caseFiles.list({ state: 'OPEN' }, signal),
  });
  return (
    <Select
      required
      label={say('rules.caseFile')}
      value={value}
      placeholder={say('rules.chooseCaseFile')}
      choices={(data?.items ?? []).map(({ id, subject }) => ({ value: id, label: subject }))}
      onChoose={onChoose}
    />
  );
}

interface MeansChoiceProps {
  readonly value: RuleMeans | '';
  readonly onChoose: (means: RuleMeans) => void;
}

function MeansChoice({ value, onChoose }: MeansChoiceProps) {
  const say = useTexts();
  return (
    <Select
      label={say('registry.means')}
      value={value}
      placeholder={say('registry.anyMeans')}
      choices={RULE_MEANS.map((means) => ({ value: means, label: say(`incoming.means.${means}`) }))}
      onChoose={onChoose}
    />
  );
}
