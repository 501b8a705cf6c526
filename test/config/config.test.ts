import { describe, expect, test } from 'vitest'
import { explainFindings, readConfig, secretsOf } from '../../src/config.ts'
import { variable, variableNames } from '../../src/config-variables.ts'
import type { Config, ConfigFinding } from '../../src/config.ts'

function config(environment: Record<string, string>): Config {
  const reading = readConfig(environment)
  if (reading.kind === 'refused') throw new Error(explainFindings(reading.findings))
  return reading.config
}
function findings(environment: Record<string, string>): ConfigFinding[] {
  const reading = readConfig(environment)
  return reading.kind === 'refused' ? reading.findings : []
}

describe('what is read', () => {
  test('nothing at all is a configuration', () => {
    expect(config({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: 'data',
      demo: 'auto',
      localChat: { mode: 'auto', governments: [] },
      logLevel: 'info',
      roles: ['web', 'worker', 'sender', 'tick'],
    })
  })
  test('an empty variable is an unset one, and spaces around a value are nothing', () => {
    expect(config({ PORT: '', DATABASE_URL: ' ', HOST: ' 0.0.0.0 ' })).toMatchObject({ port: 3000, host: '0.0.0.0' })
    expect(config({ DATABASE_URL: '' })).not.toHaveProperty('databaseUrl')
  })
  test.each([
    ['on', { mode: 'on', governments: [] }],
    ['off', { mode: 'off', governments: [] }],
    ['on:kota-bekasi', { mode: 'on', governments: ['kota-bekasi'] }],
    ['on: kota-bekasi, dki-jakarta', { mode: 'on', governments: ['kota-bekasi', 'dki-jakarta'] }],
  ])('LOCAL_CHAT=%s', (text, localChat) => {
    expect(config({ LOCAL_CHAT: text }).localChat).toEqual(localChat)
  })
  test('roles are a list', () => {
    expect(config({ ROLES: 'worker, sender' }).roles).toEqual(['worker', 'sender'])
  })
  test('a server is reached by its name or by its socket', () => {
    const socket = 'postgres:///capaian?host=/var/run/postgresql'
    expect(config({ DATABASE_URL: socket })).toMatchObject({ databaseUrl: socket })
    expect(findings({ DATABASE_URL: 'postgres:///capaian' }).map(({ name }) => name)).toEqual(['DATABASE_URL'])
    expect(findings({ SLACK_API_URL: 'https://?host=a' }).map(({ name }) => name)).toEqual(['SLACK_API_URL'])
  })
  test('Telegram polls, or has a webhook with its secret', () => {
    expect(config({ TELEGRAM_BOT_TOKEN: '1:abc' }).telegram).toEqual({ token: '1:abc', apiRoot: 'https://api.telegram.org' })
    const webhook = { TELEGRAM_WEBHOOK_URL: 'https://a.go.id', TELEGRAM_WEBHOOK_SECRET: 'sixteen-letters-x' }
    expect(config({ TELEGRAM_BOT_TOKEN: '1:abc', ...webhook }).telegram?.webhook).toEqual({
      url: 'https://a.go.id',
      secret: 'sixteen-letters-x',
    })
  })
  test('Slack has socket mode where there is an app token, else a signing secret', () => {
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'signing-secret' }
    expect(config(http).slack?.mode).toEqual({ kind: 'http', signingSecret: 'signing-secret' })
    expect(config({ ...http, SLACK_APP_TOKEN: 'xapp-1' }).slack?.mode).toEqual({ kind: 'socket', appToken: 'xapp-1' })
  })
  test("each variable's own example is right", () => {
    const examples = Object.fromEntries(variableNames.map((name) => [name, variable(name).example]))
    expect(findings(examples)).toEqual([])
  })
})

describe('what is refused', () => {
  test('everything that is wrong is named at once, in the order of the table', () => {
    const wrong = {
      LOG_LEVEL: 'loud',
      PORT: '80o0',
      DEMO: 'yes',
      ROLES: 'web,cook',
      DATABASE_URL: 'mysql://u:geheim@h/d',
      LOCAL_CHAT: 'maybe',
    }
    const found = findings(wrong)
    expect(found.map(({ name }) => name)).toEqual(['PORT', 'DATABASE_URL', 'DEMO', 'LOCAL_CHAT', 'LOG_LEVEL', 'ROLES'])
    const text = explainFindings(found)
    expect(text).toContain('wrong in 6 variables')
    expect(text).toContain('PORT: found “80o0”')
    expect(text).toContain('expected: on, off or auto')
    expect(text).toContain('DATABASE_URL=postgres://')
    expect(text).not.toContain('geheim')
  })
  test.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ HOST: 'http://here' }, 'HOST'],
    [{ DATABASE_URL: 'postgres://u:100%@h/d' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'localhost:5432' }, 'DATABASE_URL'],
    [{ LOCAL_CHAT: 'off:kota-bekasi' }, 'LOCAL_CHAT'],
    [{ ROLES: ',' }, 'ROLES'],
    [{ TELEGRAM_BOT_TOKEN: 'abc' }, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_API_ROOT: 'api.telegram.org' }, 'TELEGRAM_API_ROOT'],
    [{ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://a.go.id' }, 'TELEGRAM_WEBHOOK_SECRET'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
  ])('%j', (environment, name) => {
    expect(findings(environment).map((finding) => finding.name)).toEqual([name])
  })
  test('a wrong secret is measured, not shown', () => {
    expect(explainFindings(findings({ TELEGRAM_BOT_TOKEN: 'very-secret-indeed' }))).toContain('a secret of 18 characters')
    expect(explainFindings(findings({ TELEGRAM_BOT_TOKEN: 'very-secret-indeed' }))).not.toContain('very-secret')
  })
  test.each(['postgres://capaian:geheim', 'postgres://capaian:geheim/1', 'postgres://capaian:4geheim', 'mysql://capaian:geheim@h/d'])(
    '%s is shown without its password, also where a # in a file .env ended it',
    (DATABASE_URL) => {
      const text = explainFindings(findings({ DATABASE_URL }))
      expect(text).toContain('://capaian:[password]')
      expect(text).not.toContain('geheim')
    },
  )
  test('a port is no password', () => {
    expect(explainFindings(findings({ DATABASE_URL: 'mysql://db.example.go.id:5432/capaian' }))).toContain(
      '“mysql://db.example.go.id:5432/capaian”',
    )
  })
})

describe('what is warned of', () => {
  test.each([
    ['DATBASE_URL', 'DATABASE_URL'],
    ['DATABASEURL', 'DATABASE_URL'],
    ['TELEGRAM_TOKEN_BOT', ''],
    ['SLACK_SIGNING_SECRETS', 'SLACK_SIGNING_SECRET'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['PROT', 'PORT'],
  ])('%s', (typed, meant) => {
    expect(readConfig({ [typed]: 'x' }).warnings).toEqual([meant ? `${typed} is not read. Is ${meant} meant?` : `${typed} is not read.`])
  })
  test('what every shell has is none of it', () => {
    const shell = {
      HOME: '/h',
      PATH: '/b',
      LANG: 'C',
      TERM: 'x',
      USER: 'u',
      PWD: '/',
      SHELL: 's',
      HOSTNAME: 'h',
      LOGNAME: 'l',
      EDITOR: 'e',
      NODE_ENV: 'p',
    }
    expect(readConfig(shell).warnings).toEqual([])
  })
})

test('the secrets of a configuration are known, in every way of writing', () => {
  const environment = {
    DATABASE_URL: 'postgres://u:p%40ssword@h/d',
    TELEGRAM_BOT_TOKEN: '1:abc',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'signing!',
  }
  expect(secretsOf(config(environment)).sort()).toEqual(['1:abc', 'p%40ssword', 'p@ssword', 'signing!', 'xoxb-1'])
})
