import { useQuery } from '@tanstack/react-query';
import { routes } from '../../api/endpoints';
import { Select } from '../../design/Select';
import { useTexts } from '../../texts/use-texts';
import { type Step, stepsOfTemplate } from './form-state';

/** Routes kept for use; absent where the reader has none. */
export function TemplateChooser({ onChoose }: { readonly onChoose: (steps: readonly Step[]) => void }) {
  const say = useTexts();
  const { data } = useQuery({ queryKey: ['route-templates'], queryFn: routes.templates, staleTime: 60_000 });
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Select
      label={say('form.template')}
      value=""
      placeholder={say('action.choose')}
      choices={items.map(({ id, name, version }) => ({
        value: id,
        label: say('form.templateName', { name, version }),
      }))}
      onChoose={(id) => {
        const chosen = items.find((item) => item.id === id);
        if (chosen) onChoose(stepsOfTemplate(chosen));
      }}
    />
  );
}
