import type { Direction } from '../../api/types';
import { SearchField } from '../../design/SearchField';
import { Select } from '../../design/Select';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

export interface Filters {
  readonly search: string;
  readonly year: string;
  readonly number: string;
  readonly direction: string;
}

const DIRECTIONS: readonly Direction[] = ['INCOMING', 'OUTGOING', 'INTERNAL'];
const YEARS = 10;

export function filtersOf(params: URLSearchParams): Filters {
  return {
    search: params.get('search') ?? '',
    year: params.get('year') ?? '',
    number: params.get('number') ?? '',
    direction: params.get('direction') ?? '',
  };
}

interface RegisterFiltersProps {
  readonly filters: Filters;
  readonly onChange: (part: Partial<Filters>) => void;
}

export function RegisterFilters({ filters, onChange }: RegisterFiltersProps) {
  const say = useTexts();
  const thisYear = new Date().getFullYear();
  const years = Array.from({ length: YEARS }, (_, back) => String(thisYear - back));
  return (
    <div className="lf-register-filters" role="group" aria-label={say('registry.filters')}>
      <SearchField
        label={say('registry.search')}
        value={filters.search}
        onSearch={(search) => onChange({ search })}
      />
      <TextField
        label={say('registry.number')}
        inputMode="numeric"
        value={filters.number}
        onChange={(event) => onChange({ number: event.target.value.replace(/\D/g, '').slice(0, 9) })}
      />
      <Select
        label={say('registry.year')}
        value={filters.year}
        placeholder={say('registry.anyYear')}
        choices={years.map((year) => ({ value: year, label: year }))}
        onChoose={(year) => onChange({ year })}
      />
      <Select
        label={say('registry.direction')}
        value={filters.direction}
        placeholder={say('registry.anyDirection')}
        choices={DIRECTIONS.map((each) => ({
          value: each,
          label: say(`registry.direction.${each}`),
        }))}
        onChoose={(direction) => onChange({ direction })}
      />
    </div>
  );
}
