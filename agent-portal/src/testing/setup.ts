import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { forgetAllDrafts } from '@/lib/drafts';
import { afterEach, beforeEach, vi } from 'vitest';

beforeEach(() => {
  sessionStorage.clear();
  window.location.hash = '';
  // happy-dom does not support media queries; the light scheme applies
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }));
});

afterEach(() => {
  cleanup();
  forgetAllDrafts();
  vi.unstubAllGlobals();
});
