import { z } from 'zod';
import { idSchema } from '../../platform/http';
import { ROLES } from '../domain/role';

export const roleSchema = z.enum(ROLES);

export const appointmentView = z.object({
  id: idSchema,
  role: roleSchema,
  officeId: idSchema,
  officeName: z.string(),
  capacity: z.string().nullable(),
});

export const personView = z.object({
  id: idSchema,
  givenName: z.string(),
  familyName: z.string(),
  fullName: z.string(),
  offices: z.array(z.string()),
  roles: z.array(roleSchema),
});

export const personQuery = z.object({
  role: roleSchema.optional(),
  search: z.string().max(100).optional(),
});

export const loginRequest = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
});

/** Who is at the desk, in which body, with what powers; `landing` is the page with what waits for that person. */
export const sessionView = z.object({
  person: personView.extend({ taxCode: z.string() }),
  body: z.object({ id: idSchema, name: z.string() }),
  aoo: z.object({ id: idSchema, code: z.string(), name: z.string() }),
  appointments: z.array(appointmentView),
  permissions: z.array(z.string()),
  landing: z.enum(['queue', 'registrations', 'requests', 'verification', 'organisation']),
  demo: z.boolean(),
});

export const demoLogin = z.object({
  username: z.string(),
  password: z.string(),
  fullName: z.string(),
  office: z.string(),
  roles: z.array(roleSchema),
});

export const demoLogins = z.object({ items: z.array(demoLogin), pin: z.string() });

export const officeView = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: z.enum(['UOR', 'UO']),
});
export const sectorView = z.object({ id: idSchema, name: z.string(), offices: z.array(officeView) });
export const aooView = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  mailbox: z.string().nullable(),
  sectors: z.array(sectorView),
});
export const organisationView = z.object({
  body: z.object({ id: idSchema, name: z.string(), ipaCode: z.string() }),
  aoos: z.array(aooView),
});

export const classificationEntryView = z.object({ code: z.string(), title: z.string() });
export const classificationPlanView = z.object({ items: z.array(classificationEntryView) });

export type PersonView = z.infer<typeof personView>;
export type SessionView = z.infer<typeof sessionView>;
export type DemoLogins = z.infer<typeof demoLogins>;
export type OrganisationView = z.infer<typeof organisationView>;
export type ClassificationPlanView = z.infer<typeof classificationPlanView>;
