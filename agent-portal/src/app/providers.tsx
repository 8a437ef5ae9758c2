import { MantineProvider, createTheme } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refused, SignedOut } from '@/lib/http';

const theme = createTheme({ primaryColor: 'teal', primaryShade: 9, defaultRadius: 'md', respectReducedMotion: true });

/** One retry without an answer (a single packet may get lost), none with an answer. */
function newClient(retryDelay: number) {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retryDelay,
        retry: (failures, error) => failures < 1 && !(error instanceof SignedOut) && !(error instanceof Refused),
      },
    },
  });
}

/**
 * Mantine's variables come from its style sheet instead of a style element, so the page also runs under a content
 * security policy without 'unsafe-inline'.
 */
export function Providers({ children, retryDelay = 1000 }: { children: ReactNode; retryDelay?: number }) {
  const [client] = useState(() => newClient(retryDelay));
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}
