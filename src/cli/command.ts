import { parseArgs } from 'node:util'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Database } from '../store/database/database.ts'

/** 0 done, 1 refused or findings, 2 wrong usage. */
export type ExitStatus = 0 | 1 | 2
/** `ask`: what a person in a terminal may agree to; the command is then run again with the argument `agree` added. */
export type Outcome = ExitStatus | { status: 1; ask: string; agree: string }

/** What commands work on: opened for the command, or the one that the running process has. */
export type House = { database: Database; clock: Clock; config: Config }

/** All that a command may touch, so that it runs the same in its own process and in the one that holds the database. */
export type Context = {
  /** The house; only for commands that say `house: true`. The caller of the command closes it. */
  openHouse: () => Promise<House>
  /** A text for people on standard output; with --json nothing. */
  out: (text: string) => void
  /** The one result for programs; without --json nothing. A command with `json: true` calls it exactly once when it is done. */
  json: (value: unknown) => void
  /** Progress and findings, on standard error. */
  err: (text: string) => void
  /** The content of a file that `reads` named. `-` is standard input. */
  readFile: (path: string) => Promise<Uint8Array>
  writeFile: (path: string, content: Uint8Array | string) => Promise<void>
  /** The time of the house. */
  now: () => Date
}

type Option = {
  type: 'boolean' | 'string'
  help: string
  short?: string
  multiple?: boolean
  /** Names the value in the usage. */ value?: string
}
type Options = Record<string, Option>
type Positional = { name: string; optional?: true; many?: true }

export type Arguments<O extends Options> = {
  options: { [Name in keyof O]?: O[Name] extends { type: 'boolean' } ? boolean : O[Name] extends { multiple: true } ? string[] : string }
  positionals: string[]
}

type Definition<O extends Options> = {
  name: string
  /** One line for the list of commands. */
  summary: string
  /** A whole line that can be typed as it stands. */
  example: string
  positionals: Positional[]
  options: O
  /** Whether it works on the database. */
  house: boolean
  /** Whether it prints a result that programs may want. */
  json: boolean
  /** The files that it will read: they are sent along where the command is carried out by another process. */
  reads?: (given: Arguments<O>) => string[]
  run: (context: Context, given: Arguments<O>) => Promise<Outcome>
}

/** A command line that was understood. */
export type Prepared = { command: Command; json: boolean; reads: string[]; run: (context: Context) => Promise<Outcome> }
export type Command = Omit<Definition<Options>, 'reads' | 'run'> & {
  /** Understands the arguments behind the command's name, or says what is wrong with them. */
  prepare: (argv: string[]) => Prepared | { wrong: string }
}

const jsonOption: Option = { type: 'boolean', help: 'print the result as one JSON document' }

/** Makes a command of its definition: its arguments are checked, and typed by its options. */
export function defineCommand<O extends Options>(definition: Definition<O>): Command {
  const { reads, run, ...rest } = definition
  const options: Options = { ...definition.options, ...(definition.json && { json: jsonOption }) }
  const command: Command = {
    ...rest,
    options,
    prepare: (argv) => {
      const parsed = understand(argv, options)
      if ('wrong' in parsed) return parsed
      const wrong = wrongPositionals(parsed.positionals, definition.positionals)
      if (wrong) return { wrong }
      // parseArgs has checked the values against the same options from which the type is made.
      const given = { options: parsed.values, positionals: parsed.positionals } as Arguments<O>
      return { command, json: parsed.values.json === true, reads: reads?.(given) ?? [], run: (context) => run(context, given) }
    },
  }
  return command
}

function understand(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return { wrong: error.message }
    throw error
  }
}

function wrongPositionals(given: string[], wanted: Positional[]): string | undefined {
  const missing = wanted.slice(given.length).find(({ optional }) => !optional)
  if (missing) return `${missing.name} is missing`
  const [surplus] = given.slice(wanted.length)
  return surplus !== undefined && !wanted.at(-1)?.many ? `“${surplus}” is one argument too many` : undefined
}

/** How a command is typed: `capaian show AGENCY [YEAR] [--quarter N] [--json]`. */
export function usageOf({ name, positionals, options }: Command): string {
  const places = positionals.map((one) => {
    const word = `${one.name}${one.many ? ' ...' : ''}`
    return one.optional ? `[${word}]` : word
  })
  const flags = Object.entries(options).map(([flag, { type, value }]) => `[--${flag}${type === 'string' ? ` ${value ?? 'VALUE'}` : ''}]`)
  return ['capaian', name, ...places, ...flags].join(' ')
}
