// Plain JavaScript. The program is some 500 files of TypeScript and as many of its libraries: read one by one they take seconds, as a few
// large ones a tenth of that. So they are put together once, when a file has changed since the last time, and kept in .cache.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseEnv } from 'node:util'
import { ensureClient } from '../prisma/ensure-client.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = `${root}.cache/program/`
const kept = 5
const entries = { start: 'src/main.ts', capaian: 'src/cli/main.ts' }
// They look for files beside their own, or are loaded only where they are used.
const apart = ['@electric-sql/pglite', '@resvg/resvg-wasm', '@slack/bolt', 'telegraf', 'exceljs', 'read-excel-file']

/** Adds what stands in `.env` to an environment, where it is not set already. Ends where the file is there and can't be read. */
export function readEnvironment(environment) {
  if (!existsSync('.env')) return
  let text
  try {
    text = readFileSync('.env', 'utf8')
  } catch (error) {
    say(`The file .env can't be read: ${error.message}`)
    process.exit(1)
  }
  // Editors of Windows begin a file with a mark that would belong to the first name.
  for (const [name, value] of Object.entries(parseEnv(text.replace(/^\uFEFF/, '')))) environment[name] ??= value
}

/** Loads the program `name`, ready to run. */
export async function loadProgram(name) {
  const folder = await prepare()
  if (!folder) return import(await asItIs(entries[name]))
  process.setSourceMapsEnabled(true)
  return import(pathToFileURL(`${folder}${name}.mjs`).href)
}

/** Makes the database client and puts the program together, where they are missing or old; returns where it is, undefined where that can't be done. */
async function prepare() {
  ensureClient(() => say('Preparing the database client, once ...'))
  const folder = `${cache}${stamp()}/`
  return existsSync(folder) || (await putTogether(folder)) ? folder : undefined
}

const say = (text) => process.stderr.write(`${text}\n`)

/** Differs where any file that goes into the program has changed, by its size and time. */
function stamp() {
  const hash = createHash('sha256').update(root).update(process.version)
  const look = (path) => {
    const { size, mtimeMs } = statSync(`${root}${path}`)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  for (const folder of ['src', 'locales'])
    for (const entry of readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) look(`${(entry.parentPath ?? entry.path).slice(root.length)}/${entry.name}`)
  // What is installed is what the lock file says; elsewhere than in a clone there may be none.
  for (const file of ['package.json', 'package-lock.json']) if (existsSync(`${root}${file}`)) look(file)
  return hash
    .update(readFileSync(`${root}.cache/prisma.sha256`))
    .digest('hex')
    .slice(0, 24)
}

/** Puts the program together. False where that can't be done here, for example where nothing may be written; then it runs as it is. */
async function putTogether(folder) {
  say('Putting the program together, once ...')
  const making = `${cache}making-${randomBytes(6).toString('hex')}/`
  try {
    await bundle(entries, making)
    renameSync(making, folder)
    forgetOld()
    return true
  } catch {
    rmSync(making, { recursive: true, force: true })
    // Another process may have been faster.
    return existsSync(folder)
  }
}

/** Writes programs into a folder of this repository, each `NAME.mjs`, and beside them what they share. */
export async function bundle(programs, folder) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: Object.entries(programs).map(([out, path]) => ({ in: `${root}${path}`, out })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    keepNames: true,
    minifyWhitespace: true,
    minifySyntax: true,
    external: apart,
    // Libraries of the older kind ask for others by `require`.
    banner: {
      js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(${JSON.stringify(import.meta.url)});`,
    },
    plugins: [ownPlace],
    logLevel: 'silent',
  })
}

/** A bot that still runs from an older one loads some of its parts only when they are used. */
function forgetOld() {
  const made = readdirSync(cache).map((name) => ({ name, at: statSync(`${cache}${name}`).mtimeMs }))
  for (const { name } of made.sort((a, b) => b.at - a.at).slice(kept)) rmSync(`${cache}${name}`, { recursive: true, force: true })
}

/** Our own files find what lies beside them where they were written, not where they were put together. */
const ownPlace = {
  name: 'own-place',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('/node_modules/')) return undefined
      const place = JSON.stringify(pathToFileURL(path).href)
      return { loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place) }
    })
  },
}

/** Makes TypeScript readable for this process, and says where the program is. */
async function asItIs(path) {
  const { register } = await import('tsx/esm/api')
  register()
  return pathToFileURL(`${root}${path}`).href
}

// After an installation, so that the first start need not: what fails here is done, or said, there.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await prepare().catch(() => undefined)
