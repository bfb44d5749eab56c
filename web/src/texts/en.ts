import { arrivals } from './en/arrivals';
import { common } from './en/common';
import { desks } from './en/desks';
import { dispatch } from './en/dispatch';
import { filing } from './en/filing';
import { programs } from './en/programs';
import { powers } from './en/powers';
import { queue } from './en/queue';
import { registerStart } from './en/register-start';
import { registry } from './en/registry';
import { request } from './en/request';
import { requestForm } from './en/request-form';
import { elsewhere } from './en/elsewhere';
import { shell } from './en/shell';
import { signing } from './en/signing';
import { types } from './en/types';
import { verification } from './en/verification';
import type { it } from './it';

export const en: Record<keyof typeof it, string> = {
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
