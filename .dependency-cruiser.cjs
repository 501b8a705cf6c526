/**
 * Which room may import which: every arrow points down. Each room lists the rooms below it, and the packages that it may use
 * ('any' where the room is allowed to touch the outside). What is not listed is refused.
 */
const rooms = {
  // What is computed: no I/O, no clock, no dice.
  domain: { below: [], packages: ['decimal\\.js', 'zod'] },
  calendar: { below: ['domain'], packages: ['luxon', 'zod'] },
  text: { below: ['domain', '/locales'], packages: ['i18next', 'luxon', 'decimal\\.js'] },
  message: { below: ['domain', 'text'], packages: ['zod'] },
  conversations: { below: ['domain', 'calendar', 'text', 'message'], packages: ['zod'] },
  // What is drawn and written.
  pictures: { below: ['domain', 'text'], packages: ['@resvg/resvg-wasm', 'luxon'], node: true },
  documents: {
    below: ['domain', 'calendar', 'text', 'message', 'store'],
    packages: ['exceljs', 'read-excel-file', 'zod', 'luxon'],
    node: true,
  },
  // What is kept, done and said.
  store: {
    below: ['domain', 'message', 'clock.ts', '/.cache/prisma'],
    packages: ['@prisma/', '\\.prisma/', 'pg', '@electric-sql/pglite', 'pglite-prisma-adapter', 'zod'],
    node: true,
  },
  // Names are matched as people type them; what is said about it is put into words above.
  'use-cases': {
    below: ['domain', 'calendar', 'message', 'store', 'text/match-names.ts', 'text/name-index.ts', 'text/short-name.ts'],
    packages: ['zod'],
    node: true,
  },
  watch: { below: ['domain', 'calendar', 'text', 'message', 'store'], packages: ['zod'], node: true },
  delivery: {
    below: [
      'domain',
      'calendar',
      'text',
      'message',
      'conversations',
      'use-cases',
      'watch',
      'store',
      'documents',
      'pictures',
      'channels/channel.ts',
      'clock.ts',
      'logger.ts',
    ],
    packages: ['node-cron', 'zod', 'pino'],
    node: true,
  },
  // What people and programs come in by.
  'channels/channel.ts': { below: ['message', 'text'], packages: ['fastify'] },
  'channels/as-folder.ts': { below: [], packages: [] },
  'channels/download.ts': { below: ['channels/channel.ts', 'message'], packages: [] },
  'channels/flood-scope.ts': { below: [], packages: [] },
  'channels/telegram': {
    below: [
      'channels/channel.ts',
      'channels/as-folder.ts',
      'channels/download.ts',
      'channels/flood-scope.ts',
      'message',
      'text',
      'clock.ts',
      'logger.ts',
    ],
    packages: ['telegraf', 'fastify', 'pino', 'zod'],
    node: true,
  },
  'channels/slack': {
    below: [
      'channels/channel.ts',
      'channels/as-folder.ts',
      'channels/download.ts',
      'channels/flood-scope.ts',
      'message',
      'text',
      'clock.ts',
      'logger.ts',
    ],
    packages: ['@slack/', 'fastify', 'pino', 'zod'],
    node: true,
  },
  'channels/local': {
    below: ['channels/channel.ts', 'message', 'text', 'clock.ts', 'logger.ts', 'http/guard.ts'],
    packages: ['fastify', '@fastify/', 'pino', 'zod'],
    node: true,
  },
  http: {
    below: ['channels/channel.ts', 'delivery/meter.ts', 'cli/control-route.ts', 'clock.ts', 'logger.ts'],
    packages: ['fastify', '@fastify/', 'pino', 'prom-client'],
    node: true,
  },
  demo: {
    below: [
      'domain',
      'calendar',
      'text',
      'message',
      'conversations',
      'use-cases',
      'delivery',
      'documents',
      'pictures',
      'store',
      'channels/channel.ts',
      'clock.ts',
      'logger.ts',
      'house.ts',
      'config',
    ],
    packages: ['zod', 'luxon'],
    node: true,
  },
  cli: {
    below: [
      'domain',
      'calendar',
      'text',
      'message',
      'conversations',
      'use-cases',
      'watch',
      'delivery',
      'store',
      'documents',
      'pictures',
      'demo',
      'clock.ts',
      'logger.ts',
      'redact.ts',
      'config',
      'program.mjs',
    ],
    packages: ['fastify', 'zod', 'pino'],
    node: true,
  },
  // Everything put to work, whatever the channels are; `main.ts` brings those.
  'house.ts': {
    below: [
      'calendar',
      'text',
      'message',
      'delivery',
      'pictures',
      'store',
      'documents',
      'channels/channel.ts',
      'clock.ts',
      'logger.ts',
      'config',
    ],
    packages: [],
    node: true,
  },
  // The single files beside the rooms. `main.ts` and `start.mjs` put everything together.
  'clock.ts': { below: [], packages: [] },
  'program.mjs': { below: ['/prisma/ensure-client.mjs'], packages: ['esbuild', 'tsx'], node: true },
  'redact.ts': { below: [], packages: [] },
  'logger.ts': { below: ['redact.ts'], packages: ['pino'], node: true },
  config: { below: ['text/edit-distance.ts', 'redact.ts'], packages: ['zod'] },
}

const escaped = (text) => text.replace(/[.]/g, '\\.')
/** A room's files: a folder, one file, or (`config`) the files that begin with its name. A slash in front means beside src/. */
const files = (room) => {
  if (room.startsWith('/')) return `^${escaped(room.slice(1))}`
  if (/\.(ts|mjs)$/.test(room)) return `^src/${escaped(room)}$`
  return room === 'config' ? '^src/config' : `^src/${room}/`
}

const arrows = Object.entries(rooms).map(([room, { below }]) => ({
  name: `${room}-imports-only-what-is-below`,
  severity: 'error',
  comment: `src/${room} may import: ${below.join(', ') || 'nothing of the house'}`,
  from: { path: files(room) },
  to: {
    dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'unknown', 'undetermined'],
    pathNot: ['node_modules', ...[room, ...below].map(files)],
  },
}))

const packages = Object.entries(rooms).map(([room, { packages: allowed }]) => ({
  name: `${room}-uses-only-its-packages`,
  severity: 'error',
  comment: `src/${room} may use: ${allowed.join(', ') || 'no package'}`,
  from: { path: files(room) },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    // @types stand in for the package where only its types are imported.
    pathNot: allowed.map((name) => `node_modules/(@types/)?${name}${name.endsWith('/') ? '' : '(/|$)'}`),
  },
}))

const pure = Object.entries(rooms)
  .filter(([, { node }]) => !node)
  .map(([room]) => ({
    name: `${room}-touches-nothing`,
    severity: 'error',
    comment: 'no I/O, no clock, no dice: nothing of node itself',
    from: { path: files(room) },
    to: { dependencyTypes: ['core'] },
  }))

module.exports = {
  forbidden: [
    ...arrows,
    ...packages,
    ...pure,
    {
      name: 'every-file-belongs-to-a-room',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(main\\.ts|start\\.mjs)$', ...Object.keys(rooms).map(files)] },
      to: {},
    },
    {
      name: 'nothing-above-main',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/start\\.mjs$' },
      to: { path: '^src/(main\\.ts|start\\.mjs)$' },
    },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-development-package',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'product-knows-no-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^\\.cache/'] },
    exclude: { path: '^src/channels/local/page/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
}
