import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { ToastProvider } from '../design/Toast';
import { TextsProvider } from '../texts/TextsProvider';
import { queryClient } from './query-client';
import { router } from './router';

export function App() {
  return (
    <TextsProvider>
      <QueryClientProvider client={queryClient}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </TextsProvider>
  );
}
