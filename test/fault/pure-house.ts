import { converse } from '../../src/conversations/router.ts'
import { conversationOf } from '../../src/conversations/known-conversations.ts'
import type { Session, Setting, Turn } from '../../src/conversations/session.ts'
import type { Indicator } from '../../src/domain/plan.ts'
import type { Answers, Need, Outcomes, ReportKey, Request, Task, VersionFacts } from '../../src/domain/requests/requests.ts'
import type { Body } from '../../src/message/incoming.ts'
import type { Button, Part, Subject } from '../../src/message/message.ts'
import { answer, houseOf, indicatorId } from '../conversations/ask/play.ts'
import { drive, officerSetting } from '../conversations/drive.ts'
import { key, kinds } from '../conversations/report/kinds-of-report.ts'
import { figure, plan, report as reported } from '../domain/a-plan.ts'

/** An agency with one indicator of each kind. */
const indicators = kinds.map(([name, facts], at): Indicator => {
  const [own] = facts.plan.indicators
  if (!own) throw new Error(`no indicator for ${name}`)
  return { ...own, key: `i${at + 1}`, name: `Persentase ${name} <b>&`, shortName: name, position: at }
})
const real = houseOf({
  known: { plan: plan(indicators), reported: [reported('i1', 2, figure(8)), reported('i2', 3, figure(40))] },
  quarter: 3,
})
const agency = real.agencies[0]?.name ?? { id: 1, key: '', name: '', shortName: '', governmentName: '' }

/** One report to make of each kind. */
const tasks = indicators.map(({ name: fullName, shortName: name, unit, decimals, targets }, at): Task => {
  const target = targets.quarters[2] ?? targets.year ?? null
  return {
    ...key,
    indicatorId: indicatorId(1, at),
    agencyId: 1,
    name,
    fullName,
    unit,
    decimals,
    target,
    state: 'due',
    due: '2024-10-07',
    lock: '2024-10-21',
  }
})
const factsOf = (id: number) => kinds[id - indicatorId(1, 0)]?.[1]

const versionOf = (of: ReportKey, own: Partial<VersionFacts> = {}): VersionFacts => ({
  versionId: 1,
  number: 1,
  agencyId: 1,
  agencyShortName: 'CONTOH',
  key: { indicatorId: of.indicatorId, year: of.year, quarter: of.quarter },
  name: tasks.find(({ indicatorId }) => indicatorId === of.indicatorId)?.name ?? 'Diklat Pegawai',
  unit: 'Orang',
  decimals: 2,
  figure: figure(25),
  evidence: 0,
  state: 'submitted',
  by: { personId: 1, name: 'Kepala Bagian Umum' },
  at: '2024-10-04T00:30:00Z',
  ...own,
})

const first = tasks[0] ?? { ...key, name: '' }

const assessed = new Map<string, unknown>()
function known(need: Need): unknown {
  switch (need.ask) {
    case 'tasks':
      return { today: '2024-10-04', items: tasks, running: { year: 2024, quarter: 3 }, unseen: 0 } satisfies Answers['tasks']
    case 'last-task-list':
      return tasks.map(({ indicatorId, year, quarter }) => ({ indicatorId, year, quarter }))
    case 'reporting': {
      const facts = factsOf(need.indicatorId)
      return facts ? { ...facts, key: need } : answer(need, { ...real, tasks: known({ ask: 'tasks' }) as Answers['tasks'] })
    }
    case 'find':
    case 'agencies':
      return answer(need, real)
    case 'agency': {
      // Nothing changes here, and an assessment takes many times what a turn takes.
      const name = JSON.stringify(need)
      if (!assessed.has(name)) assessed.set(name, answer(need, real))
      return assessed.get(name)
    }
    case 'version':
      return need.versionId === 1 ? versionOf(first) : undefined
    case 'waiting':
      return [
        {
          agency,
          year: 2024,
          quarter: 3,
          versions: [
            { ...versionOf(first), plausible: false },
            { ...versionOf(first), plausible: true },
          ],
        },
      ] satisfies Answers['waiting']
    case 'late-officers': {
      const person = { personId: 2, name: 'Kepala <b>Bagian</b> & Hukum', count: 2, times: 1, reachable: true }
      const late = { agency, ...key, today: '2024-10-04', due: '2024-10-07', lock: '2024-10-21', daysLate: 0, total: 4, missing: 2 }
      return { kind: 'shown', late: { ...late, people: [person], nobodys: 1 } } satisfies Answers['late-officers']
    }
    case 'colleagues':
      return { today: '2024-10-04', people: [{ personId: 2, name: 'Kepala Bagian Hukum' }] } satisfies Answers['colleagues']
    case 'people': {
      const people = [1, 2].map((personId) => ({ personId, name: `Petugas *${personId}*`, agencies: ['CONTOH'], accounts: personId }))
      return { may: true, people, exact: false } satisfies Answers['people']
    }
    case 'alerts':
      return []
    case 'room-scopes':
      return { whole: true, governmentName: 'Kota <Contoh>', agencies: [agency] } satisfies Answers['room-scopes']
    case 'rules':
      return { kind: 'none' } satisfies Answers['rules']
    case 'absence':
    case 'digest':
    case 'evidence':
    case 'over-with':
    case 'room':
    case 'room-by-id':
      return undefined
  }
}

const at = '2024-10-04T01:00:00Z'
function done(request: Request): Outcomes[Request['do']] {
  switch (request.do) {
    case 'submit-report': {
      const { indicatorId, year, quarter } = request
      const version = versionOf({ indicatorId, year, quarter }, { figure: request.figure, ...(request.cause && { cause: request.cause }) })
      return { kind: 'submitted', version, remaining: 3, hasTasks: true, ...(tasks[1] && { next: tasks[1] }) }
    }
    case 'withdraw-report':
      return { kind: 'withdrawn', version: versionOf(first) }
    case 'verify-reports':
      return { verified: [versionOf(first, { state: 'verified' })], already: [] }
    case 'return-report':
      return { kind: 'returned', version: versionOf(first, { state: 'returned' }) }
    case 'reopen-report':
      return { kind: 'reopened', version: versionOf(first) }
    case 'ask-reopening':
      return { kind: 'asked' }
    case 'choose-language':
      return { kind: 'chosen' }
    case 'snooze':
      return { kind: 'snoozed', until: at }
    case 'set-absence':
      return { kind: 'set', absence: { id: 1, from: request.from, to: request.to } }
    case 'end-absence':
      return { kind: 'ended' }
    case 'nudge':
      return { kind: 'nudged', names: ['Kepala Bagian Hukum'], at, now: true }
    case 'invite-person':
      return { kind: 'invited', name: 'Petugas', code: '7K3M9P2QXRTV', expiresAt: at, ended: 0 }
    case 'take-alerts':
    case 'note-alerts':
    case 'mute-alerts':
    case 'ask-about-alerts':
    case 'answer-alerts':
    case 'ask-room':
    case 'decide-room':
    case 'set-room':
    case 'close-room':
    case 'set-rules':
      return { kind: 'refused', why: 'gone' }
  }
}

/** What a person did: a message, or a tap on the nth button of all that they see. */
export type Deed = { body: Exclude<Body, { kind: 'press' }>; replyTo?: 'tasks' | 'indicator' } | { press: number }

type Seen = { outboxId: number; parts: Part[]; button: Button; pressed: boolean }
const subjects: Record<'tasks' | 'indicator', Subject> = {
  indicator: { kind: 'indicator', agencyId: 1, indicatorId: first.indicatorId, year: first.year, quarter: first.quarter },
  tasks: {
    kind: 'tasks',
    items: tasks.map(({ agencyId, indicatorId, year, quarter }) => ({ kind: 'indicator', agencyId, indicatorId, year, quarter })),
  },
}

/** A person's chat with the conversations alone: no database, no clock, no network. */
export type PureChat = { locale: 'id' | 'en'; hear: (deed: Deed) => { turn: Turn; expectsAnswer: boolean }; sessions: () => Session[] }

/** Opens a chat of somebody who may do everything there is. */
export function openPureChat(locale: 'id' | 'en'): PureChat {
  const roles = ['officer', 'verifier', 'head', 'admin'] as const
  const base = officerSetting({}, locale)
  const viewer = { ...base.viewer, grants: roles.map((role) => ({ role, agencyId: 1 })) }
  let sessions: Session[] = []
  let seen: Seen[] = []
  let letters = 0
  let count = 0

  const settingNow = (own: Partial<Setting>): Setting => {
    const active = sessions.find(({ status }) => status === 'active')
    const suspended = sessions.filter(({ status }) => status === 'suspended')
    return { ...base, viewer, freshId: (count += 1), suspended, ...(active && { active }), ...own }
  }
  const keep = ({ sessions: changes }: Turn): void => {
    for (const change of changes) {
      sessions = sessions.filter(({ id }) => id !== change.id)
      if (change.kind !== 'keep') continue
      const { kind: _, ...kept } = change
      // As the database hands it back.
      sessions.push(JSON.parse(JSON.stringify({ ...kept, openedAt: at })) as Session)
    }
  }
  return {
    locale,
    sessions: () => sessions,
    hear: (deed) => {
      const target = 'press' in deed ? seen[deed.press % Math.max(1, seen.length)] : undefined
      const body: Body = 'press' in deed ? { kind: 'press', token: '1.0' } : deed.body
      const setting = settingNow({
        ...(target && { pressed: pressedNow(target, sessions) }),
        ...('body' in deed && deed.replyTo && { repliedTo: subjects[deed.replyTo] }),
      })
      const incoming = { id: String(count), chat: setting.chat, person: { channel: 'local' as const, id: 'officer' }, at, body }
      const turn = drive(converse(incoming, setting), (asked) => ('do' in asked ? done(asked) : known(asked)))
      keep(turn)
      if (target && turn.chosen) target.pressed = true
      for (const { parts, buttons = [] } of turn.messages) {
        letters += 1
        seen = [...buttons.flat().map((button) => ({ outboxId: letters, parts, button, pressed: false })), ...seen].slice(0, 40)
      }
      return { turn, expectsAnswer: target?.button.action.kind !== 'dismiss' }
    },
  }
}

function pressedNow({ outboxId, parts, button, pressed }: Seen, sessions: readonly Session[]): NonNullable<Setting['pressed']> {
  const { label, action, once } = button
  const conversation = 'conversation' in action ? action.conversation : undefined
  const over = conversation !== undefined && !sessions.some(({ id }) => id === conversation)
  return {
    ...{ outboxId, parts, label, action, once, forOther: false },
    ...(pressed && once && { already: { label, at, by: 'Kepala Bagian Umum' } }),
    ...(over && { fate: 'finished' as const }),
  }
}

/** The summary of each session, as the list of open things shows it. Throws where a session can't be taken up any more. */
export const summaries = (chat: PureChat): string[] =>
  chat.sessions().map((session) => conversationOf(session).summary(session, officerSetting({}, chat.locale).texts))
