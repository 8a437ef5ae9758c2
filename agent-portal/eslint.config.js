import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

const no = (...groups) => ({
  'no-restricted-imports': ['error', { patterns: groups.map((group) => ({ group: [group] })) }],
});

export default ts.config(
  { ignores: ['dist', 'node_modules', 'target', 'e2e/pictures'] },
  js.configs.recommended,
  ...ts.configs.strict,
  a11y.flatConfigs.recommended,
  hooks.configs.flat['recommended-latest'],
  // one direction only: lib and components -> features -> app; features do not import each other
  { files: ['src/lib/**', 'src/components/**'], rules: no('@/features/*', '@/app/*') },
  { files: ['src/features/**'], rules: no('@/features/*', '@/app/*') },
  {
    files: ['e2e/**', 'build/**'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'URL', 'fetch', 'window', 'document'].map((name) => [name, 'readonly'])) },
  },
);
