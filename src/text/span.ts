/** A run of plain text; channels escape it. `strong` is bold, `code` fixed width. */
export type Span = { text: string; style?: 'strong' | 'code'; link?: string }
