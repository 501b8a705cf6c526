import type { z } from 'zod'
import { redactAddress } from './redact.ts'
import { editDistance } from './text/edit-distance.ts'
import { variable, variableNames } from './config-variables.ts'
import type { LocalChat, Role, Switch, VariableName, variables } from './config-variables.ts'

export type Config = {
  port: number
  host: string
  dataDir: string
  /** Unset: the embedded database in `dataDir`. */
  databaseUrl?: string
  demo: Switch
  localChat: LocalChat
  logLevel: string
  roles: Role[]
  telegram?: { token: string; apiRoot: string; webhook?: { url: string; secret: string } }
  slack?: { token: string; apiUrl: string; mode: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string } }
}

/** One wrong variable: where, what was found (a secret is only measured), what is expected, and an example. */
export type ConfigFinding = { name: VariableName; found: string; expected: string; example: string }

export type ConfigReading =
  { kind: 'read'; config: Config; warnings: string[] } | { kind: 'refused'; findings: ConfigFinding[]; warnings: string[] }

type Environment = Record<string, string | undefined>
type Value<Name extends VariableName> = z.output<(typeof variables)[Name]['schema']>

/** Reads the whole configuration, or finds everything that is wrong with it at once. An empty variable counts as unset. */
export function readConfig(environment: Environment): ConfigReading {
  const findings: ConfigFinding[] = []
  const refuse = (name: VariableName, found: string, expected: string = variable(name).expected) =>
    void findings.push({ name, found, expected, example: `${name}=${variable(name).example}` })
  const given = (name: VariableName): string | undefined => environment[name]?.trim() || undefined
  const read = <Name extends VariableName>(name: Name): Value<Name> | undefined => {
    const text = given(name) ?? variable(name).default
    if (text === undefined) return undefined
    const parsed = variable(name).schema.safeParse(text)
    if (parsed.success) return parsed.data as Value<Name>
    refuse(name, shown(name, text))
    return undefined
  }
  const values = Object.fromEntries(variableNames.map((name) => [name, read(name)])) as { [Name in VariableName]: Value<Name> | undefined }
  const needs = (name: VariableName, because: string) => {
    if (given(name) === undefined) refuse(name, 'nothing', `${variable(name).expected}, because ${because}`)
  }
  if (given('TELEGRAM_WEBHOOK_URL')) needs('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_WEBHOOK_URL is set')
  if (given('TELEGRAM_WEBHOOK_URL')) needs('TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_URL is set')
  if (given('SLACK_BOT_TOKEN') && !given('SLACK_APP_TOKEN'))
    needs('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN is set and SLACK_APP_TOKEN (socket mode) is not')
  if (given('SLACK_APP_TOKEN') ?? given('SLACK_SIGNING_SECRET')) needs('SLACK_BOT_TOKEN', 'other variables of Slack are set')
  const warnings = nearMisses(environment)
  if (findings.length > 0) return { kind: 'refused', findings: inOrder(findings), warnings }
  return { kind: 'read', config: assemble(values), warnings }
}

/** Puts checked values into the shape that the house works with; with no finding, those with a default are there. */
function assemble(values: { [Name in VariableName]: Value<Name> | undefined }): Config {
  const token = values.TELEGRAM_BOT_TOKEN
  const {
    TELEGRAM_WEBHOOK_URL: url,
    TELEGRAM_WEBHOOK_SECRET: secret,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = values
  const mode = appToken ? { kind: 'socket' as const, appToken } : signingSecret ? { kind: 'http' as const, signingSecret } : undefined
  return {
    port: present(values.PORT),
    host: present(values.HOST),
    dataDir: present(values.DATA_DIR),
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    demo: present(values.DEMO),
    localChat: present(values.LOCAL_CHAT),
    logLevel: present(values.LOG_LEVEL),
    roles: present(values.ROLES),
    ...(token && { telegram: { token, apiRoot: present(values.TELEGRAM_API_ROOT), ...(url && secret && { webhook: { url, secret } }) } }),
    ...(values.SLACK_BOT_TOKEN && mode && { slack: { token: values.SLACK_BOT_TOKEN, apiUrl: present(values.SLACK_API_URL), mode } }),
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A variable with a default has no value: its default does not fit its own schema.')
  return value
}

const inOrder = (findings: ConfigFinding[]) => findings.toSorted((a, b) => variableNames.indexOf(a.name) - variableNames.indexOf(b.name))

/** What was found, as it may be shown: an address without its password, of any other secret the length alone. */
function shown(name: VariableName, text: string): string {
  if (!variable(name).secret) return `“${text}”`
  return name === 'DATABASE_URL' ? `“${redactAddress(text).replace(unfinished, '$1:[password]')}”` : `a secret of ${text.length} characters`
}

/** An address that breaks off in its password: in a file .env a # begins a comment. */
const unfinished = /^([a-z]+:\/\/[^:@/]*):(?!\[password\]@)(?!\d{1,5}([/?]|$))[^@]*$/i

/** Names that are probably meant for us and are none of ours: a typing error would otherwise pass in silence. */
function nearMisses(environment: Environment): string[] {
  return Object.keys(environment).flatMap((name) => {
    if ((variableNames as string[]).includes(name) || !environment[name]) return []
    const near = variableNames.find((known) => {
      const limit = known.length > 5 ? 2 : 1
      return editDistance(name.toUpperCase(), known, limit) <= limit
    })
    if (near) return [`${name} is not read. Is ${near} meant?`]
    return /^(TELEGRAM|SLACK|CAPAIAN)_/.test(name) ? [`${name} is not read.`] : []
  })
}

/** Every finding as a paragraph for the terminal. */
export function explainFindings(findings: ConfigFinding[]): string {
  const paragraphs = findings.map(
    ({ name, found, expected, example }) => `  ${name}: found ${found}\n    expected: ${expected}\n    example:  ${example}`,
  )
  return `The configuration is wrong in ${findings.length} ${findings.length === 1 ? 'variable' : 'variables'}:\n${paragraphs.join('\n')}`
}

/** What must never appear in a log, even where its shape does not betray it. */
export function secretsOf(config: Config): string[] {
  const password = config.databaseUrl ? new URL(config.databaseUrl).password : ''
  const mode = config.slack?.mode
  const all = [
    password,
    decodeURIComponent(password),
    config.telegram?.token,
    config.telegram?.webhook?.secret,
    config.slack?.token,
    mode?.kind === 'socket' ? mode.appToken : mode?.signingSecret,
  ]
  return [...new Set(all.filter((secret): secret is string => secret !== undefined && secret !== ''))]
}
