import { defineRefusals } from '@libro-firma/kernel';

export const searchRefusals = defineRefusals('protocol', {
  SEARCH_NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questa ricerca salvata non c’è', en: 'There is no such saved search' },
  },
  SEARCH_NAME_TAKEN: {
    kind: 'conflict',
    text: { it: 'Ha già una ricerca con questo nome', en: 'You have a search of this name already' },
  },
  TOO_MANY_SEARCHES: {
    kind: 'conflict',
    text: { it: 'Si salvano al massimo {most} ricerche', en: 'At most {most} searches are kept' },
    remedy: { it: 'Ne elimini una che non usa più', en: 'Delete one that is no longer used' },
  },
  EXPORT_TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'La ricerca trova più di {most} registrazioni: troppe per un foglio di calcolo',
      en: 'The search finds more than {most} registrations: too many for a spreadsheet',
    },
    remedy: {
      it: 'Restringa la ricerca, oppure esporti in CSV',
      en: 'Narrow the search, or export as CSV',
    },
  },
});
