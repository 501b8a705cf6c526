import { editDistance } from '../text/edit-distance.ts'
import { askCapaian, askTargets } from './ask/ask.ts'
import { askDigest } from './digest/show-digest.ts'
import { help, notUnderstood, welcome } from './help.ts'
import { invite, replace } from './people/invite.ts'
import { registerRoom } from './rooms/register-room.ts'
import { roomChoices } from './rooms/room-choices.ts'
import { askRules } from './rules/rules.ts'
import { line, message } from './say.ts'
import { says } from './session.ts'
import type { Setting, Turn } from './session.ts'
import { language } from './settings.ts'
import { askAbsence } from './remind/absence.ts'
import { askSnooze } from './remind/snooze.ts'
import { askNudge, askWho } from './remind/who-is-late.ts'
import { startReporting } from './start-reporting.ts'
import type { Talk } from './talk.ts'
import { showTasks } from './tasks.ts'
import { showWaiting } from './verify/verify.ts'
import { conversationOf, discardLast } from './known-conversations.ts'

type Command = (setting: Setting, argument: string) => Talk<Turn>

function* now(turn: Turn): Talk<Turn> {
  yield* []
  return turn
}

const commands: Record<string, Command> = {
  lapor: startReporting,
  tugas: showTasks,
  capaian: askCapaian,
  target: askTargets,
  verifikasi: showWaiting,
  tunda: askSnooze,
  cuti: askAbsence,
  siapa: askWho,
  ingatkan: askNudge,
  ringkasan: askDigest,
  daftar: registerRoom,
  langganan: roomChoices,
  aturan: askRules,
  bahasa: language,
  bantuan: (setting) =>
    setting.active ? conversationOf(setting.active).take(setting.active, { kind: 'choice', id: 'help' }, setting) : help(setting),
  undang: invite,
  ganti: replace,
  start: (setting, argument) => (argument === '' ? welcome(setting) : now(alreadyHere(setting))),
  batal: (setting) => cancel(setting),
}
// The same in English, and as people of other bots type it. English texts tell of none that Slack keeps for itself: /leave would leave the
// channel there, and /who, /remind and /invite are its own too.
const aliases: Record<string, string> = {
  report: 'lapor',
  koreksi: 'lapor',
  perbaiki: 'lapor',
  correct: 'lapor',
  tasks: 'tugas',
  achievement: 'capaian',
  targets: 'target',
  verify: 'verifikasi',
  digest: 'ringkasan',
  register: 'daftar',
  subscribe: 'langganan',
  rules: 'aturan',
  snooze: 'tunda',
  absence: 'cuti',
  leave: 'cuti',
  late: 'siapa',
  who: 'siapa',
  nudge: 'ingatkan',
  remind: 'ingatkan',
  language: 'bahasa',
  help: 'bantuan',
  mulai: 'start',
  enrol: 'undang',
  invite: 'undang',
  replace: 'ganti',
  cancel: 'batal',
}

/** A command's own name for what was typed, in either language; nothing where there is none. */
export const commandNamed = (typed: string): string | undefined => {
  const name = typed.toLowerCase()
  // Own names alone: every object also has a `constructor`.
  if (Object.hasOwn(commands, name)) return name
  return Object.hasOwn(aliases, name) ? aliases[name] : undefined
}

/** Whether a command says more with words behind it. */
export const takesArgument = (name: string): boolean =>
  name === 'lapor' ||
  name === 'capaian' ||
  name === 'target' ||
  name === 'bahasa' ||
  name === 'ringkasan' ||
  name === 'aturan' ||
  name === 'tunda' ||
  name === 'cuti'

/** The command of which a typed one is a slip (`/lapr`, `/capain`); nothing where it may be more than one, or none is near. */
function slipOf(typed: string): string | undefined {
  const near = [...Object.keys(commands), ...Object.keys(aliases)].filter((name) => editDistance(typed.toLowerCase(), name, 1) <= 1)
  const meant = new Set(near.map((name) => commandNamed(name)))
  return typed.length >= 4 && meant.size === 1 ? [...meant][0] : undefined
}

/** Whether a command is meant by what was typed, a slip in its name overlooked. */
export const isCommandName = (typed: string): boolean => (commandNamed(typed) ?? slipOf(typed)) !== undefined

/** Carries out a command, a slip in its name overlooked. An unknown one is shown, with what can be done. */
export function* runCommand(typed: string, argument: string, setting: Setting): Talk<Turn> {
  const name = commandNamed(typed) ?? slipOf(typed)
  const command = name === undefined ? undefined : commands[name]
  return command ? yield* command(setting, argument.trim()) : notUnderstood(setting, `/${typed}`)
}

const alreadyHere = ({ texts, viewer }: Setting): Turn => says(message([line(texts, 'invite.already', { name: viewer.name })]))

function* cancel(setting: Setting): Talk<Turn> {
  const { active } = setting
  if (!active) return discardLast(setting)
  return yield* conversationOf(active).take(active, { kind: 'choice', id: 'cancel' }, setting)
}
