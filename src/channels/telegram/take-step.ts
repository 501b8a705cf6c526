import type { Logger } from '../../logger.ts'
import type { FileContent } from '../channel.ts'
import { sayFailure } from './api.ts'
import type { Answer, TelegramApi } from './api.ts'
import type { targetOf } from './references.ts'
import { isRefusal, refusals } from './refusal.ts'
import { limits } from './render.ts'
import type { Step } from './steps.ts'

/** `uploadMs` is what a call may take that carries a file: twenty megabytes on a slow line. */
export type SendParts = { api: TelegramApi; logger: Logger; timeoutMs: number; uploadMs: number; now: () => number }

/** `anew`: an edit went as a message of its own, because there is nothing left to edit. */
type Taken = Answer<unknown> & { anew?: true }

/** Takes steps of a letter to where they go, each with what Telegram may say to it. No call goes on after `until`. */
export function stepTaker({ api, logger, timeoutMs, uploadMs, now }: SendParts, until: number) {
  const call = (method: Parameters<TelegramApi['call']>[0], payload: Record<string, unknown>, mostMs = timeoutMs) =>
    api.call(method, payload, { timeoutMs: Math.max(1, Math.min(mostMs, until - now())) })

  const take = async (step: Step, target: ReturnType<typeof targetOf>): Promise<Taken> => {
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

  const edit = async (step: Extract<Step, { kind: 'edit' }>, target: ReturnType<typeof targetOf>): Promise<Taken> => {
    const place = { chat_id: target.chat_id, message_id: step.messageId }
    const same: Answer<unknown> = { ok: true, result: { message_id: step.messageId } }
    const answer = await withPlainWords(step, (words) => call('editMessageText', { ...place, ...words, ...markupOf(step) }))
    if (answer.ok) return same
    const { failure } = answer
    if (isRefusal(failure, refusals.notModified)) return same
    const anew = async (): Promise<Taken> => ({
      ...(await take({ kind: 'text', piece: step.piece, ...(step.buttons && { buttons: step.buttons }) }, target)),
      anew: true,
    })
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
      const answer = await call('sendPhoto', { ...payload(), photo: source }, uploadMs)
      if (answer.ok || !isRefusal(answer.failure, refusals.badPicture)) return answer
    }
    return call('sendDocument', { ...payload(), document: source }, uploadMs)
  }

  return take
}

const markupOf = ({ buttons, asksContact }: { buttons?: unknown; asksContact?: string }) => {
  if (buttons) return { reply_markup: buttons }
  if (asksContact === undefined) return {}
  const keyboard = [[{ text: asksContact, request_contact: true }]]
  return { reply_markup: { keyboard, resize_keyboard: true, one_time_keyboard: true } }
}

const answering = (messageId: number | undefined) =>
  messageId === undefined ? {} : { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } }

/** What is larger is refused as a photo. @source https://core.telegram.org/bots/api#sending-files */
const largestPhoto = 10 * 1024 * 1024
const isPicture = ({ type, bytes }: FileContent): boolean =>
  (type === 'image/png' || type === 'image/jpeg') && bytes.byteLength <= largestPhoto
