import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../src/program.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A program of the tests, put together as `npm start` does it: read one by one, its hundreds of files take longer than what many a test does with it. */
export type Bundled = { file: string; forget: () => Promise<void> }

/** Puts the program at `path`, of this repository, together; to be forgotten when nobody starts it any more. */
export async function bundled(path: string): Promise<Bundled> {
  const folder = `${root}.cache/test/${process.pid}-${path.replaceAll(/[^\w]/g, '-')}/`
  await bundle({ program: path }, folder)
  return { file: `${folder}program.mjs`, forget: () => rm(folder, { recursive: true, force: true }) }
}
