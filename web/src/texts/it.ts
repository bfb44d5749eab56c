import { arrivals } from './it/arrivals';
import { common } from './it/common';
import { desks } from './it/desks';
import { dispatch } from './it/dispatch';
import { filing } from './it/filing';
import { programs } from './it/programs';
import { powers } from './it/powers';
import { queue } from './it/queue';
import { registerStart } from './it/register-start';
import { registry } from './it/registry';
import { request } from './it/request';
import { requestForm } from './it/request-form';
import { elsewhere } from './it/elsewhere';
import { shell } from './it/shell';
import { signing } from './it/signing';
import { types } from './it/types';
import { verification } from './it/verification';

export const it = {
  ...common,
  ...shell,
  ...programs,
  ...powers,
  ...queue,
  ...signing,
  ...elsewhere,
  ...request,
  ...requestForm,
  ...registry,
  ...registerStart,
  ...arrivals,
  ...filing,
  ...dispatch,
  ...desks,
  ...types,
  ...verification,
};
