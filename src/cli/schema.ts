import { documentJsonSchema } from '../documents/shape/document.ts'
import { defineCommand } from './command.ts'

/** Prints the JSON Schema of the import document; with --json the same. */
export const schema = defineCommand({
  name: 'schema',
  summary: 'Print the JSON Schema of the import document.',
  example: 'capaian schema --json',
  positionals: [],
  options: {},
  house: false,
  json: true,
  run: async (context) => {
    const found = documentJsonSchema()
    context.json(found)
    context.out(JSON.stringify(found, null, 2))
    return 0
  },
})
