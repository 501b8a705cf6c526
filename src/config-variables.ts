import { z } from 'zod'

/** One variable of the environment: what it is for, how it is read, and how it is shown to the operator. */
type Variable = {
  /** What it does, for .env.example and the README. */
  help: string
  /** What a right value looks like, in words; the answer to a wrong one. */
  expected: string
  example: string
  /** What holds where it is not set; nothing where unset means something of its own, which `help` says. */
  default?: string
  /** Never shown, not even where it is wrong. */
  secret?: true
  schema: z.ZodType
}

export const roles = ['web', 'worker', 'sender', 'tick'] as const
export type Role = (typeof roles)[number]
export type Switch = 'on' | 'off' | 'auto'
/** `governments` are the keys of those that are shown besides the demo's. */
export type LocalChat = { mode: Switch; governments: string[] }

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535)
const urlOf = (...protocols: string[]) =>
  z.string().refine((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname, password, searchParams } = new URL(text)
    // A database's socket has a folder in the place of a name: postgres:///capaian?host=/var/run/postgresql.
    const host = hostname || (protocol.startsWith('postgres') && searchParams.get('host'))
    // A lone % in a password can't be decoded, and would be found only when the server refuses it.
    return protocols.includes(protocol) && Boolean(host) && !/%(?![0-9a-f]{2})/i.test(password)
  })
const localChat = z
  .string()
  .regex(/^(auto|off|on|on: ?[a-z0-9][a-z0-9-]*( ?, ?[a-z0-9][a-z0-9-]*)*)$/)
  .transform((text): LocalChat => {
    const [mode, names] = text.split(':')
    return { mode: mode === 'off' || mode === 'auto' ? mode : 'on', governments: names ? names.split(',').map((name) => name.trim()) : [] }
  })
const rolesList = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(roles)).min(1))

/** Every variable that is read, in the order in which it is explained. */
export const variables = {
  PORT: { help: 'Port of the HTTP server.', expected: 'a number from 0 to 65535', example: '8080', default: '3000', schema: port },
  HOST: {
    help: 'Address that the HTTP server listens on. Only this machine by default; a proxy with TLS belongs in front of anything else.',
    expected: 'an IP address or a host name',
    example: '0.0.0.0',
    default: '127.0.0.1',
    schema: z.string().regex(/^[\w.:-]+$/),
  },
  DATA_DIR: {
    help: 'Folder of the embedded database (one running process at a time) and, in its folder files, of what people attach: processes on several machines must share that one.',
    expected: 'the path of a folder',
    example: '/var/lib/capaian',
    default: 'data',
    schema: z.string().refine((path) => !path.includes('\0')),
  },
  DATABASE_URL: {
    help: 'PostgreSQL server (15 or newer). Unset: the database is embedded, in DATA_DIR.',
    expected:
      'an address that begins with postgres:// or postgresql://; special characters in the password written like %40 for @ and %23 for #',
    example: 'postgres://capaian:password@db.example.go.id:5432/capaian',
    secret: true,
    schema: urlOf('postgres:', 'postgresql:'),
  },
  DEMO: {
    help: 'Demo data and a clock that can be moved. auto: on where the database is embedded and empty, or holds the demo already.',
    expected: 'on, off or auto',
    example: 'off',
    default: 'auto',
    schema: z.enum(['on', 'off', 'auto']),
  },
  LOCAL_CHAT: {
    help: "The chat page of this machine. auto: on where neither Telegram nor Slack is configured. It shows the demo's governments; others only where they are named by key.",
    expected: 'on, off, auto, or on: and the keys of governments with commas between',
    example: 'on:kota-bekasi,dki-jakarta',
    default: 'auto',
    schema: localChat,
  },
  LOG_LEVEL: {
    help: 'How much is logged, to standard error.',
    expected: levels.join(', '),
    example: 'debug',
    default: 'info',
    schema: z.enum(levels),
  },
  ROLES: {
    help: 'What this process does, where several share one PostgreSQL server: web receives, worker answers, sender sends, tick watches the calendar.',
    expected: `one or more of ${roles.join(', ')}, with commas between`,
    example: 'worker,sender',
    default: roles.join(','),
    schema: rolesList,
  },
  TELEGRAM_BOT_TOKEN: {
    help: 'Token of the Telegram bot, from @BotFather. Unset: no Telegram.',
    expected: 'digits, a colon, and letters, as @BotFather gives it',
    example: '123456789:your-token',
    secret: true,
    schema: z.string().regex(/^\d+:[\w-]+$/),
  },
  TELEGRAM_API_ROOT: {
    help: "Address of the Bot API, for a Bot API server of one's own.",
    expected: 'an address that begins with https:// or http://',
    example: 'http://127.0.0.1:8081',
    default: 'https://api.telegram.org',
    schema: urlOf('https:', 'http:'),
  },
  TELEGRAM_WEBHOOK_URL: {
    help: 'Public address of this server, to which Telegram sends updates. Unset: updates are polled.',
    expected: 'an address that begins with https:// (http:// is for tests on this machine)',
    example: 'https://capaian.example.go.id',
    schema: urlOf('https:', 'http:'),
  },
  TELEGRAM_WEBHOOK_SECRET: {
    help: 'Secret by which updates are known to come from Telegram. Needed with TELEGRAM_WEBHOOK_URL.',
    expected: '16 to 256 letters, digits, _ and -',
    example: 'a-long-random-text-of-yours',
    secret: true,
    schema: z.string().regex(/^[\w-]{16,256}$/),
  },
  SLACK_BOT_TOKEN: {
    help: 'Bot token of the Slack app. Unset: no Slack.',
    expected: 'a token that begins with xoxb-',
    example: 'xoxb-your-token',
    secret: true,
    schema: z.string().regex(/^xoxb-[\w-]+$/),
  },
  SLACK_SIGNING_SECRET: {
    help: 'Secret by which requests are known to come from Slack. Needed with SLACK_BOT_TOKEN, except in socket mode.',
    expected: 'the signing secret of the app, at least 8 characters without spaces',
    example: 'your-signing-secret',
    secret: true,
    schema: z.string().regex(/^\S{8,}$/),
  },
  SLACK_APP_TOKEN: {
    help: 'App-level token of the Slack app. Set: socket mode, which needs no public address.',
    expected: 'a token that begins with xapp-',
    example: 'xapp-your-token',
    secret: true,
    schema: z.string().regex(/^xapp-[\w-]+$/),
  },
  SLACK_API_URL: {
    help: "Address of Slack's Web API.",
    expected: 'an address that begins with https:// or http://',
    example: 'http://127.0.0.1:8082/api/',
    default: 'https://slack.com/api/',
    schema: urlOf('https:', 'http:'),
  },
} as const satisfies Record<string, Variable>

export type VariableName = keyof typeof variables
export const variableNames = Object.keys(variables) as VariableName[]
/** The table's entry of a variable, with the fields that only some have. */
export const variable = (name: VariableName): Variable => variables[name]
