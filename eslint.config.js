import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

// Typed rules: a promise that nobody awaits is the bug that ends a bot, and only the types show it.
export default defineConfig(
  { ignores: ['node_modules/', '.cache/', 'data/', 'coverage/', 'test/.out/', 'test/fixtures/', 'src/channels/local/page/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `void` in front of a promise says that its failure is handled where it is made.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // An async function without await keeps a port's shape; the port says promise, this implementation needs none.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['src/demo/**', 'prisma/**', 'test/**'], rules: { 'no-console': 'off' } },
  // vitest's matchers (expect.any, expect.stringContaining) are typed any, and a test's name may hold any value.
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/restrict-template-expressions': 'off' },
  },
  // vitest's own declaration merging needs an interface.
  { files: ['test/setup/**'], rules: { '@typescript-eslint/consistent-type-definitions': 'off' } },
  // Outside the type check: the standard library that fits the house has no WebAssembly, which this one script loads.
  { files: ['prisma/**/*.ts'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['**/*.{js,mjs,cjs}'], rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-unused-vars': 'error' } },
)
