import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every text file of the repository, whether committed yet or not; what git ignores is not ours. */
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
const files = listed.split('\n').filter((path) => path !== '' && existsSync(root + path))
const binary = /\.(ttf|png|jpg|xlsx|docx|pdf|ico|woff2?|tar)$/
const read = (path: string): string => readFileSync(root + path, 'utf8')
const code = files.filter((path) => /^(src|test|prisma)\/.*\.(ts|mjs|cjs)$/.test(path))
const product = code.filter((path) => path.startsWith('src/'))

/** `path:line: text` of every line that matches, comments left aside. */
function lines(paths: string[], pattern: RegExp, stripped = true): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, at) => {
        const text = stripped ? line.replace(/^\s*(\/\/|\/?\*).*$/, '').replace(/\s\/\/ .*$/, '') : line
        return pattern.test(text) ? [`${path}:${at + 1}: ${line.trim().slice(0, 120)}`] : []
      }),
  )
}

test('the files are found', () => {
  expect(product.length).toBeGreaterThan(50)
})

describe('names', () => {
  const named = code.filter((path) => !path.startsWith('test/setup/'))
  test('say what a file holds', () => {
    const empty = /(^|[/-])(utils?|helpers?|common|misc|services?|managers?|stuff|lib)([/.-]|$)/
    expect(named.filter((path) => empty.test(path))).toEqual([])
  })
  test('are words joined by hyphens', () => {
    expect(
      named.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(db|browser|fault))?(\.test|\.d)?\.(ts|mjs|cjs)$/.test(basename(path))),
    ).toEqual([])
  })
  test('no file only passes on what others hold', () => {
    expect(named.filter((path) => /(^|\/)index\.(ts|mjs)$/.test(path))).toEqual([])
    expect(lines(product, /^export \* from /)).toEqual([])
  })
})

test('a file of the product has at most 250 lines', () => {
  const long = product.map((path) => [path, read(path).trimEnd().split('\n').length] as const).filter(([, length]) => length > 250)
  expect(long).toEqual([])
})

describe('pure rooms', () => {
  const pure = product.filter((path) => /^src\/(domain|calendar|conversations|message|use-cases|text|watch)\//.test(path))
  test('read no clock, throw no dice, see no environment', () => {
    expect(
      lines(pure, /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(env|hrtime)|\bperformance\.now\(|\brandomUUID\(/),
    ).toEqual([])
    expect(lines(pure, /\bDateTime\.(now|local|utc)\(\)/)).toEqual([])
  })
  test('figures are never binary floats', () => {
    const figures = product.filter((path) => /^src\/(domain|text)\//.test(path))
    expect(lines(figures, /\bparseFloat\(|\.toNumber\(\).*(capaian|figure|target)/i)).toEqual([])
  })
})

test('the environment is read at the edge alone', () => {
  const edge = /^src\/(main\.ts|start\.mjs|cli\/(main|capaian)\.(ts|mjs)|demo\/(convert|replay)\.ts)$/
  const inside = product.filter((path) => !edge.test(path))
  expect(lines(inside, /\bprocess\.env\b/)).toEqual([])
})

test('SQL stands in the store alone', () => {
  const outside = product.filter((path) => !path.startsWith('src/store/'))
  expect(lines(outside, /\$(query|execute)Raw|\.sql(<.*>)?\(\s*[`'"]/)).toEqual([])
  // A statement too long for the line of its call begins the next one.
  expect(lines(outside, /^\s*[`'"](select|with|insert|update|delete)\s/)).toEqual([])
})

test('nothing is switched off, left open or skipped', () => {
  const own = fileURLToPath(import.meta.url).slice(root.length)
  const checked = code.filter((path) => path !== own)
  expect(lines(checked, /eslint-disable|@ts-ignore|@ts-nocheck/, false)).toEqual([])
  expect(lines(checked, /\b(TODO|FIXME|XXX|HACK)\b|not implemented/, false)).toEqual([])
  expect(lines(checked, /\b(test|it|describe)\.(skip|only|todo|fails)\b/)).toEqual([])
})

describe('texts for people', () => {
  // Indonesian is for people: in the code it stands in comments, in words that are read, and nowhere as a sentence.
  const rooms = product.filter((path) => /^src\/(conversations|use-cases|watch|delivery|pictures|channels)\//.test(path))
  test('no Indonesian sentence stands in the code', () => {
    const literal = /(['"`])((?:(?!\1).)*\b(?:yang|belum|sudah|tidak|silakan|berapa|untuk|dengan|Anda|laporan|adalah)\b(?:(?!\1).)*)\1/
    const sentences = lines(rooms, literal).filter((line) => (literal.exec(line)?.[2] ?? '').split(' ').length > 3)
    expect(sentences).toEqual([])
  })
  test('nothing that is said is written as a literal', () => {
    expect(lines(rooms, /\b(paragraph|quote|strong|label)\b\s*[(:]\s*(['"])[A-Z][a-z]+ [a-z]+/)).toEqual([])
  })
})

describe('the repository speaks of the product alone', () => {
  const own = fileURLToPath(import.meta.url).slice(root.length)
  const texts = files.filter((path) => !binary.test(path) && path !== own && !path.startsWith('test/fixtures/'))
  test('no path of a machine and no tooling of its makers', () => {
    expect(lines(texts, /(^|[\s'"`(=:])\/(work|home|root|Users)\//, false)).toEqual([])
    expect(lines(texts, /\bshared\/|\b(claude|chatgpt|copilot|anthropic|openai)\b|\bAI[- ](agent|assistant|generated)/i, false)).toEqual([])
  })
  test('no host of a package registry', () => {
    expect(lines(texts, /registry\.(npmjs|yarnpkg)|\bnpmjs\.|jsr\.io|unpkg\.com|jsdelivr|artifactory|_authToken/i, false)).toEqual([])
    expect(lines(['package-lock.json'], /"resolved"/, false)).toEqual([])
  })
  test('no secret', () => {
    const secret = /\b\d{8,10}:AA[\w-]{33}\b|\bxox[abp]-\d{10,}-\w+|\bxapp-\d-[A-Z0-9]{9,}-|-----BEGIN [A-Z ]*PRIVATE KEY/
    expect(lines(texts, secret, false)).toEqual([])
  })
})
