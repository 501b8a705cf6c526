import type { ReportKey, ReportingFacts } from '../../domain/requests/requests.ts'
import { open } from '../engine.ts'
import type { Conversation, Finish } from '../engine.ts'
import { newDraft } from '../report/draft.ts'
import type { ReportDraft } from '../report/draft.ts'
import { report } from '../report/report.ts'
import { confirmStep } from '../report/steps-after.ts'
import { cardName } from '../report/subject.ts'
import { line, message } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'

/** A report gone through to the end with its own questions and its own figures, of which nothing is ever saved. */
export const practice: Conversation<ReportDraft, ReportingFacts> = {
  ...report,
  name: 'practice',
  steps: {
    ...report.steps,
    confirm: {
      ...confirmStep,
      ask: (draft, facts, texts) => {
        const asked = confirmStep.ask(draft, facts, texts)
        return { ...asked, parts: [...asked.parts, line(texts, 'invite.practice-card')] }
      },
    },
  },
  finish: practised,
  summary: (draft, texts) => texts.plain('invite.practice-summary', { name: draft.name }),
}

function* practised(_draft: ReportDraft, _facts: ReportingFacts, { texts }: Setting): Talk<Finish<ReportDraft>> {
  yield* []
  const buttons = [
    [button(texts.plain('tasks.walk'), { kind: 'walk' }, 'primary'), button(texts.plain('invite.see-tasks'), { kind: 'tasks' })],
  ]
  return { kind: 'ended', turn: says(message([line(texts, 'invite.practised')], { buttons })) }
}

/** Opens the practice of a report. */
export function* openPractice(setting: Setting, key: ReportKey): Talk<Turn> {
  const facts = yield* know({ ask: 'reporting', ...key })
  if (!facts?.mayReport) return says(message([line(setting.texts, 'invite.practice-none')]))
  const draft = newDraft(key, cardName(facts), facts.latest?.number ?? 0)
  return yield* open(practice, draft, setting, [line(setting.texts, 'invite.practice-begins')])
}
