import type { TestProject } from 'vitest/node'
import embedded from './embedded-template.ts'
import server from './server-template.ts'

/** The server of TEST_DATABASE_URL where there is one, else the embedded database. */
export default function setup(project: TestProject): void | Promise<() => Promise<void>> {
  return process.env.TEST_DATABASE_URL ? server(project) : embedded(project)
}
