import { isObject } from './block-rules.ts'
import type { Block } from './workspace.ts'

/** The text of a message's blocks as a person reads it, without its buttons. */
export const readBlocks = (blocks: readonly Block[]): string =>
  blocks
    .filter(({ type }) => type !== 'actions')
    .map((block) => (isObject(block['text']) ? String(block['text']['text']) : linesIn(block['elements'])))
    .join('\n')

/** Elements of rich text stand below each other, their pieces beside each other. */
const linesIn = (elements: unknown): string =>
  (Array.isArray(elements) ? (elements as unknown[]) : [])
    .map((element) =>
      isObject(element) && Array.isArray(element['elements']) ? (element['elements'] as unknown[]).map(pieceOf).join('') : '',
    )
    .join('\n')

const pieceOf = (piece: unknown): string => (isObject(piece) && typeof piece['text'] === 'string' ? piece['text'] : '')
