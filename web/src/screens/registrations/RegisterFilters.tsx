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
  readonly means: string;
  readonly classification: string;
  readonly from: string;
  readonly to: string;
}

const DIRECTIONS: readonly Direction[] = ['INCOMING', 'OUTGOING', 'INTERNAL'];
const MEANS = ['PEC', 'MAIL', 'WEB', 'HAND', 'POST'] as const;
const YEARS = 10;

export function filtersOf(params: URLSearchParams): Filters {
  return {
    search: params.get('search') ?? '',
    year: params.get('year') ?? '',
    number: params.get('number') ?? '',
    direction: params.get('direction') ?? '',
    means: params.get('means') ?? '',
    classification: params.get('classification') ?? '',
    from: params.get('from') ?? '',
    to: params.get('to') ?? '',
  };
}

export const NO_FILTERS: Filters = filtersOf(new URLSearchParams());

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
      <MoreFilters filters={filters} onChange={onChange} />
    </div>
  );
}

/** How it came or went, its class, and between which days. */
function MoreFilters({ filters, onChange }: RegisterFiltersProps) {
  const say = useTexts();
  return (
    <>
      <Select
        label={say('registry.means')}
        value={filters.means}
        placeholder={say('registry.anyMeans')}
        choices={MEANS.map((each) => ({ value: each, label: say(`incoming.means.${each}`) }))}
        onChoose={(means) => onChange({ means })}
      />
      <TextField
        label={say('registry.classFilter')}
        value={filters.classification}
        onChange={(event) => onChange({ classification: event.target.value.slice(0, 40) })}
      />
      <TextField
        label={say('registry.from')}
        type="date"
        value={filters.from}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <TextField
        label={say('registry.to')}
        type="date"
        value={filters.to}
        onChange={(event) => onChange({ to: event.target.value })}
      />
    </>
  );
}
