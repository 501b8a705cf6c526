import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import { redact } from './redact.ts'

export type { Logger } from 'pino'

/** Fields whose content is never logged, wherever they stand: what people wrote (also as the values of a failed statement), and how they are reached. */
const privateFields = /^(phone|phone_?number|text|password|token|secret|authorization|cookie|query|params|detail|where|internalQuery)$/i

/**
 * The log: JSON lines to standard error, each made free of tokens, phone numbers and passwords as a whole, so that it does not
 * matter whether they stood in a message, a field or the stack of an error. `secrets` are hidden literally.
 */
export function createLogger(options: { level: string; secrets?: string[]; to?: DestinationStream }): Logger {
  const secrets = options.secrets ?? []
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => cleanLine(line, secrets) },
    },
    // Synchronous: the last line before a crash is the one that is needed.
    options.to ?? pino.destination({ dest: 2, sync: true }),
  )
}

/** Cleaned value by value: what is replaced inside the finished line could break its JSON. */
function cleanLine(line: string, secrets: string[]): string {
  return `${JSON.stringify(clean(JSON.parse(line), secrets))}\n`
}

function clean(value: unknown, secrets: string[]): unknown {
  if (typeof value === 'string') return redact(value, secrets)
  if (Array.isArray(value)) return value.map((one) => clean(one, secrets))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([name, field]) => {
    const hidden = privateFields.test(name) && field !== null && field !== undefined
    return [redact(name, secrets), hidden ? '[hidden]' : clean(field, secrets)]
  })
  return Object.fromEntries(fields)
}
