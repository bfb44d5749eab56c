import { defineRefusals } from '@libro-firma/kernel';

export const notificationsRefusals = defineRefusals('notifications', {
  NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questo avviso non c’è, o non è suo', en: 'There is no such notice of yours' },
  },
});
