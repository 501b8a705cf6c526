import { describe, expect, test } from 'vitest'
import { usageOf } from '../../src/cli/command.ts'
import { loadCommands } from '../../src/cli/load-command.ts'
import { sampleCommands } from './sample-commands.ts'
import { run } from './terminal.ts'

const commands = await loadCommands()

describe('help', () => {
  test('lists every command', async () => {
    const { status, stdout, stderr } = await run(['--help'])
    expect(status).toBe(0)
    expect(stderr).toBe('')
    for (const { name, summary } of commands) expect(stdout).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'))
  })
  test.each(commands)('of $name has its usage and an example that is right', async (command) => {
    for (const argv of [
      [command.name, '--help'],
      ['help', command.name],
    ]) {
      const { status, stdout } = await run(argv)
      expect(status).toBe(0)
      expect(stdout).toContain(`usage: ${usageOf(command)}`)
      expect(stdout).toContain(command.example)
    }
    const words = command.example.replace(/^([A-Z_]+=\S+ )*/, '').split(' ')
    expect(words.slice(0, 2)).toEqual(['capaian', command.name])
    expect(command.prepare(words.slice(2))).not.toHaveProperty('wrong')
  })
  test('without a command is wrong usage', async () => {
    expect(await run([])).toMatchObject({ status: 2, stdout: '' })
  })
})

describe('wrong usage', () => {
  test.each([
    [['copi'], 'Is “copy” meant?'],
    [['co'], 'Is “copy” meant?'],
    [['something-else'], 'there is no command “something-else”. capaian --help'],
    [['copy'], 'FROM is missing'],
    [['copy', 'a', 'b', 'c'], '“c” is one argument too many'],
    [['copy', 'a', '--loud'], '--loud'],
    [['copy', 'a', '--times'], '--times'],
    [['copy', 'a', '--yes=1'], '--yes'],
  ])('%j', async (argv, said) => {
    const { status, stdout, stderr } = await run(argv, { commands: sampleCommands })
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(said)
  })
})

test('a wrong configuration is refused with everything that is wrong', async () => {
  const { status, stdout, stderr } = await run(['findings'], { commands: sampleCommands, env: { PORT: 'x', DEMO: 'y', DATBASE_URL: 'z' } })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toContain('wrong in 2 variables')
  expect(stderr).toContain('Is DATABASE_URL meant?')
})

describe('--json', () => {
  test('prints the document and nothing else', async () => {
    expect(await run(['findings', '--json'], { commands: sampleCommands })).toEqual({
      status: 1,
      stdout: '{\n  "findings": 1\n}\n',
      stderr: '',
    })
    expect((await run(['findings'], { commands: sampleCommands })).stdout).toBe('one finding\n')
  })
  test.each(['breaks', 'silent', 'twice'])('%s leaves one document too, and ends in 1', async (name) => {
    const { status, stdout } = await run([name, '--json'], { commands: sampleCommands })
    expect(status).toBe(1)
    expect(() => JSON.parse(stdout) as unknown).not.toThrow()
  })
  test('what breaks is told with its cause and without secrets', async () => {
    const { stdout, stderr } = await run(['breaks', '--json'], { commands: sampleCommands })
    expect(JSON.parse(stdout)).toEqual({ error: 'it broke: at postgres://u:[password]@h/d' })
    expect(stderr).toBe('capaian breaks: it broke: at postgres://u:[password]@h/d\n')
  })
})
