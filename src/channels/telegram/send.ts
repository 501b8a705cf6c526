import type { Logger } from '../../logger.ts'
import type { Delivery, FileContent, Outgoing } from '../channel.ts'
import { createFloodScope } from '../flood-scope.ts'
import { sayFailure } from './api.ts'
import type { Answer, TelegramApi } from './api.ts'
import { targetOf } from './references.ts'
import { deliveryOf, isRefusal, refusals } from './refusal.ts'
import { limits } from './render.ts'
import { stepsOf } from './steps.ts'
import type { Step } from './steps.ts'

/** A letter's calls together take less than the sender holds it, so that no other instance sends it too. */
const wholeMs = 45_000

export type SendParts = { api: TelegramApi; logger: Logger; timeoutMs: number; now: () => number }

/** How far a letter of several messages has come, so that a later attempt goes on there. */
type Progress = { done: number; id?: string; to?: string }

/** Sends letters. What it remembers between attempts only spares people repeats: it may be lost. */
export function createSend({ api, logger, timeoutMs, now }: SendParts): (outgoing: Outgoing) => Promise<Delivery> {
  const floodScope = createFloodScope()
  const progresses = new Map<number, Progress>()

  const call = (method: Parameters<TelegramApi['call']>[0], payload: Record<string, unknown>) => api.call(method, payload, { timeoutMs })

  const take = async (step: Step, target: ReturnType<typeof targetOf>): Promise<Answer<unknown>> => {
    switch (step.kind) {
      case 'text':
        return withPlainWords(step, (words) => call('sendMessage', { ...target, ...words, ...markupOf(step), ...answering(step.replyTo) }))
      case 'edit':
        return edit(step, target)
      case 'unbutton':
        // Whether it still had any does not matter.
        await call('editMessageReplyMarkup', { chat_id: target.chat_id, message_id: step.messageId })
        return { ok: true, result: { message_id: step.messageId } }
      case 'file':
        return sendFile(step, target)
    }
  }

  /** Markup that Telegram can't read is our mistake; the words arrive all the same. */
  const withPlainWords = async (
    { piece }: { piece: { html: { source: string }; plain: string } },
    send: (words: Record<string, unknown>) => Promise<Answer<unknown>>,
  ): Promise<Answer<unknown>> => {
    const answer = await send({ text: piece.html.source, parse_mode: 'HTML', link_preview_options: { is_disabled: true } })
    if (answer.ok || !isRefusal(answer.failure, refusals.badMarkup)) return answer
    logger.error({ why: sayFailure(answer.failure) }, 'Telegram did not read our markup; sent as plain text')
    return send({ text: piece.plain, link_preview_options: { is_disabled: true } })
  }

  const edit = async (step: Extract<Step, { kind: 'edit' }>, target: ReturnType<typeof targetOf>): Promise<Answer<unknown>> => {
    const place = { chat_id: target.chat_id, message_id: step.messageId }
    const same: Answer<unknown> = { ok: true, result: { message_id: step.messageId } }
    const answer = await withPlainWords(step, (words) => call('editMessageText', { ...place, ...words, ...markupOf(step) }))
    if (answer.ok) return same
    const { failure } = answer
    if (isRefusal(failure, refusals.notModified)) return same
    const anew = () => take({ kind: 'text', piece: step.piece, ...(step.buttons && { buttons: step.buttons }) }, target)
    if (isRefusal(failure, refusals.notEditable)) return anew()
    if (!isRefusal(failure, refusals.noText)) return answer
    if (step.piece.length > limits.caption) {
      await call('editMessageReplyMarkup', place)
      return anew()
    }
    const captioned = await call('editMessageCaption', { ...place, caption: step.piece.html.source, parse_mode: 'HTML', ...markupOf(step) })
    return captioned.ok || isRefusal(captioned.failure, refusals.notModified) ? same : captioned
  }

  const sendFile = async (step: Extract<Step, { kind: 'file' }>, target: ReturnType<typeof targetOf>): Promise<Answer<unknown>> => {
    const { file, caption } = step
    const source = { source: Buffer.from(file.bytes), filename: file.name }
    // Sent as a form, in which telegraf leaves out nested objects that it does not know.
    const replied = answering(step.replyTo)
    const payload = () => ({
      ...target,
      ...(caption && { caption: caption.html.source, parse_mode: 'HTML' }),
      ...markupOf(step),
      ...(replied.reply_parameters && { reply_parameters: JSON.stringify(replied.reply_parameters) }),
    })
    if (isPicture(file)) {
      const answer = await call('sendPhoto', { ...payload(), photo: source })
      if (answer.ok || !isRefusal(answer.failure, refusals.badPicture)) return answer
    }
    return call('sendDocument', { ...payload(), document: source })
  }

  return async (outgoing) => {
    const steps = stepsOf(outgoing)
    if (steps.length === 0) return { kind: 'refused', why: 'there is nothing in it', unreachable: false }
    const progress: Progress = progresses.get(outgoing.outboxId) ?? { done: 0 }
    const until = now() + wholeMs
    for (const step of steps.slice(progress.done)) {
      if (now() > until) return remember(outgoing, progress, { kind: 'later', afterMs: 0, scope: 'chat', why: 'it takes long' })
      let answer = await take(step, targetOf(progress.to ?? outgoing.chat.id))
      if (!answer.ok && answer.failure.kind === 'said-no' && answer.failure.movedTo !== undefined) {
        progress.to = answer.failure.movedTo
        answer = await take(step, targetOf(progress.to))
      }
      if (!answer.ok) {
        const delivery = deliveryOf(answer.failure, () => floodScope(outgoing.chat.id, now()))
        // An edit that is repeated is seen by nobody.
        const harmless = delivery.kind === 'unsure' && step.kind === 'edit'
        return remember(outgoing, progress, harmless ? { ...delivery, kind: 'later', scope: 'chat' } : delivery)
      }
      progress.done += 1
      progress.id = messageNumber(answer.result)
    }
    progresses.delete(outgoing.outboxId)
    return { kind: 'sent', id: progress.id ?? '' }
  }

  function remember({ outboxId }: Outgoing, progress: Progress, delivery: Delivery): Delivery {
    progresses.delete(outboxId)
    if (delivery.kind !== 'refused' && progress.done > 0) progresses.set(outboxId, progress)
    return delivery
  }
}

const markupOf = ({ buttons }: { buttons?: unknown }) => (buttons ? { reply_markup: buttons } : {})

const answering = (messageId: number | undefined) =>
  messageId === undefined ? {} : { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } }

const isPicture = ({ type }: FileContent): boolean => type === 'image/png' || type === 'image/jpeg'

const messageNumber = (result: unknown): string =>
  typeof result === 'object' && result !== null && 'message_id' in result ? String(result.message_id) : ''
