/** Telegram's HTML. Made by `Html.of` alone, where every value is text and is escaped; markup can't come from anywhere else. */
export class Html {
  readonly source: string
  private constructor(source: string) {
    this.source = source
  }

  /** A template of markup; texts in it are escaped, Html stands as it is. */
  static of(markup: TemplateStringsArray, ...values: (string | Html)[]): Html {
    return new Html(String.raw({ raw: markup }, ...values.map((value) => (value instanceof Html ? value.source : escaped(value)))))
  }

  static join(parts: readonly Html[], between = ''): Html {
    return new Html(parts.map(({ source }) => source).join(escaped(between)))
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
