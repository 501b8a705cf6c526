import { defineConfig } from 'vitest/config'

// The same *.db.test.ts files run in `unit` on the embedded database and in `server` on a real PostgreSQL.
const database = 'test/**/*.db.test.ts'

export default defineConfig({
  test: {
    // Three embedded databases at once take 0.9 GB, and the machines that run this have two cores.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Our modules keep nothing of a test, so files share them: loading them anew for each takes a tenth of the whole time.
          isolate: false,
          include: ['test/**/*.test.ts'],
          // On Telegram and Slack the transcripts are played on a server only: they take as long as everything else.
          exclude: ['test/browser/**', 'test/fault/**', 'test/channels/*/transcripts.db.test.ts'],
          globalSetup: 'test/setup/embedded-template.ts',
        },
      },
      { extends: true, test: { name: 'server', isolate: false, include: [database], globalSetup: 'test/setup/server-template.ts' } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.browser.test.ts'],
          globalSetup: 'test/setup/embedded-template.ts',
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'fault', include: ['test/fault/**/*.test.ts'], globalSetup: 'test/setup/any-template.ts', testTimeout: 600_000 },
      },
    ],
  },
})
