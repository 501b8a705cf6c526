import { variable, variableNames } from './config-variables.ts'

/** The text of .env.example: every variable explained, all of them commented out, because none is needed. */
export function envExample(): string {
  const entries = variableNames.map((name) => {
    const { help, expected, example, default: standard } = variable(name)
    const lines = [help, `Expected: ${expected}.`, standard === undefined ? 'Not set by default.' : `Default: ${standard}`]
    return `${lines.map((line) => `# ${line}`).join('\n')}\n#${name}=${example}`
  })
  return `# Copy this file to .env and uncomment what you change; nothing here has to be set. A variable of the environment goes before one here.\n\n${entries.join('\n\n')}\n`
}

/** The README's table of the configuration. */
export function configTable(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const rows = variableNames.map((name) => {
    const { help, example, default: standard } = variable(name)
    return `| \`${name}\` | ${standard === undefined ? '(unset)' : `\`${standard}\``} | ${cell(help)} | \`${cell(example)}\` |`
  })
  return ['| Variable | Default | Meaning | Example |', '|---|---|---|---|', ...rows].join('\n')
}

const begin = '<!-- configuration: written by `npm run config:write` -->'
const end = '<!-- end of configuration -->'

/** A README with the table of today between its two marks; undefined where the marks are missing. */
export function withConfigTable(readme: string): string | undefined {
  const from = readme.indexOf(begin)
  const to = readme.indexOf(end)
  return from < 0 || to < from ? undefined : `${readme.slice(0, from)}${begin}\n\n${configTable()}\n\n${readme.slice(to)}`
}
