import { createBrowserRouter } from 'react-router';
import { LoginScreen } from '../screens/login/LoginScreen';
import { NotFoundScreen } from '../screens/not-found/NotFoundScreen';
import { Landing } from './session/Landing';
import { RequireSession } from './session/RequireSession';
import { PageFault } from './PageFault';
import { Shell } from './Shell';

export const router = createBrowserRouter([
  {
    errorElement: <PageFault />,
    HydrateFallback: () => null,
    children: [
      { path: '/login', element: <LoginScreen /> },
      {
        element: <RequireSession />,
        children: [
          {
            element: <Shell />,
            children: [
              {
                errorElement: <PageFault />,
                children: [
                  { path: '/', element: <Landing /> },
                  {
                    path: '/queue',
                    lazy: async () => ({
                      Component: (await import('../screens/queue/QueueScreen')).QueueScreen,
                    }),
                  },
                  {
                    path: '/requests',
                    lazy: async () => ({
                      Component: (await import('../screens/requests/RequestsScreen')).RequestsScreen,
                    }),
                  },
                  {
                    path: '/requests/new',
                    lazy: async () => ({
                      Component: (await import('../screens/request-form/NewRequestScreen')).NewRequestScreen,
                    }),
                  },
                  {
                    path: '/requests/:id',
                    lazy: async () => ({
                      Component: (await import('../screens/request/RequestScreen')).RequestScreen,
                    }),
                  },
                  {
                    path: '/tasks/:taskId/elsewhere',
                    lazy: async () => ({
                      Component: (await import('../screens/signed-elsewhere/SignedElsewhereScreen'))
                        .SignedElsewhereScreen,
                    }),
                  },
                  {
                    path: '/requests/:id/edit',
                    lazy: async () => ({
                      Component: (await import('../screens/request-form/EditRequestScreen'))
                        .EditRequestScreen,
                    }),
                  },
                  {
                    path: '/registrations',
                    lazy: async () => ({
                      Component: (await import('../screens/registrations/RegistrationsScreen'))
                        .RegistrationsScreen,
                    }),
                  },
                  {
                    path: '/registrations/new',
                    lazy: async () => ({
                      Component: (await import('../screens/registrations/IncomingScreen')).IncomingScreen,
                    }),
                  },
                  {
                    path: '/registrations/annulments',
                    lazy: async () => ({
                      Component: (await import('../screens/register-desk/AnnulmentsScreen')).AnnulmentsScreen,
                    }),
                  },
                  {
                    path: '/registrations/days',
                    lazy: async () => ({
                      Component: (await import('../screens/register-desk/DailyRegistersScreen'))
                        .DailyRegistersScreen,
                    }),
                  },
                  {
                    path: '/registrations/dispatches',
                    lazy: async () => ({
                      Component: (await import('../screens/register-desk/DispatchDeskScreen'))
                        .DispatchDeskScreen,
                    }),
                  },
                  {
                    path: '/registrations/emergency',
                    lazy: async () => ({
                      Component: (await import('../screens/emergency/EmergencyScreen')).EmergencyScreen,
                    }),
                  },
                  {
                    path: '/desk-rules',
                    lazy: async () => ({
                      Component: (await import('../screens/desk-rules/DeskRulesScreen')).DeskRulesScreen,
                    }),
                  },
                  {
                    path: '/registrations/start',
                    lazy: async () => ({
                      Component: (await import('../screens/register-start/RegisterStartScreen'))
                        .RegisterStartScreen,
                    }),
                  },
                  {
                    path: '/registrations/imported/:id',
                    lazy: async () => ({
                      Component: (await import('../screens/registrations/ImportedScreen')).ImportedScreen,
                    }),
                  },
                  {
                    path: '/registrations/:id',
                    lazy: async () => ({
                      Component: (await import('../screens/registrations/RegistrationScreen'))
                        .RegistrationScreen,
                    }),
                  },
                  {
                    path: '/arrivals',
                    lazy: async () => ({
                      Component: (await import('../screens/arrivals/ArrivalsScreen')).ArrivalsScreen,
                    }),
                  },
                  {
                    path: '/exclusions',
                    lazy: async () => ({
                      Component: (await import('../screens/arrivals/ExclusionsScreen')).ExclusionsScreen,
                    }),
                  },
                  {
                    path: '/correspondents',
                    lazy: async () => ({
                      Component: (await import('../screens/correspondents/CorrespondentsScreen'))
                        .CorrespondentsScreen,
                    }),
                  },
                  {
                    path: '/correspondents/:id',
                    lazy: async () => ({
                      Component: (await import('../screens/correspondents/CorrespondentScreen'))
                        .CorrespondentScreen,
                    }),
                  },
                  {
                    path: '/classification-plan',
                    lazy: async () => ({
                      Component: (await import('../screens/classification/PlanScreen')).PlanScreen,
                    }),
                  },
                  {
                    path: '/case-files',
                    lazy: async () => ({
                      Component: (await import('../screens/case-files/CaseFilesScreen')).CaseFilesScreen,
                    }),
                  },
                  {
                    path: '/case-files/:id',
                    lazy: async () => ({
                      Component: (await import('../screens/case-files/CaseFileScreen')).CaseFileScreen,
                    }),
                  },
                  {
                    path: '/filing-desk',
                    lazy: async () => ({
                      Component: (await import('../screens/case-files/FilingDeskScreen')).FilingDeskScreen,
                    }),
                  },
                  {
                    path: '/assignments',
                    lazy: async () => ({
                      Component: (await import('../screens/assignments/AssignmentsScreen')).AssignmentsScreen,
                    }),
                  },
                  {
                    path: '/verification',
                    lazy: async () => ({
                      Component: (await import('../screens/verification/VerificationScreen'))
                        .VerificationScreen,
                    }),
                  },
                  {
                    path: '/notifications',
                    lazy: async () => ({
                      Component: (await import('../screens/notifications/NotificationsScreen'))
                        .NotificationsScreen,
                    }),
                  },
                  {
                    path: '/preferences',
                    lazy: async () => ({
                      Component: (await import('../screens/preferences/PreferencesScreen')).PreferencesScreen,
                    }),
                  },
                  {
                    path: '/signing-device',
                    lazy: async () => ({
                      Component: (await import('../screens/signing-device/SigningDeviceScreen'))
                        .SigningDeviceScreen,
                    }),
                  },
                  {
                    path: '/powers',
                    lazy: async () => ({
                      Component: (await import('../screens/powers/PowersScreen')).PowersScreen,
                    }),
                  },
                  {
                    path: '/organisation',
                    lazy: async () => ({
                      Component: (await import('../screens/organisation/OrganisationScreen'))
                        .OrganisationScreen,
                    }),
                  },
                  { path: '*', element: <NotFoundScreen /> },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
]);
