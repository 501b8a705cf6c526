/** Checks the directions of all imports under src/ (`npm run imports`). The rules stand in .dependency-cruiser.cjs. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { cruise } from 'dependency-cruiser'
import type { ICruiseOptions, IFlattenedRuleSet } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

type Rules = { forbidden: IFlattenedRuleSet['forbidden']; options: ICruiseOptions }
type WrongImport = { from: string; to: string; rule: string }

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Rules

/** The number of modules that were read, and what breaks a rule, for a folder with its own src/ and tsconfig.json. */
export async function cruiseHouse(folder: string): Promise<{ modules: number; wrong: WrongImport[] }> {
  const { forbidden, options } = rules
  const checked: ICruiseOptions = { ...options, baseDir: folder, validate: true, ruleSet: { forbidden } }
  const { output } = await cruise(['src'], checked, {}, { tsConfig: extractTSConfig(`${folder}/tsconfig.json`) })
  if (typeof output === 'string') throw new Error(output)
  return {
    modules: output.modules.filter(({ source }) => source.startsWith('src/')).length,
    wrong: output.summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name })),
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { modules, wrong } = await cruiseHouse(process.cwd())
  for (const { from, to, rule } of wrong) console.error(`${from} -> ${to}: ${rule}`)
  console.log(`${modules} modules, ${wrong.length} wrong imports`)
  // A checker that reads nothing is always content: with a TypeScript that it does not know, that is what it does.
  process.exit(modules > 0 && wrong.length === 0 ? 0 : 1)
}
