import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'smol-toml'

export type Language = 'zh-Hans' | 'zh-Hant' | 'en'

export const languages: Language[] = ['zh-Hans', 'zh-Hant', 'en']

const tables = new Map(languages.map((language) => [language, read(language)]))

/** What a screen says for a key such as `settings.save`, with its blanks filled. */
export function say(key: string, language: Language = 'zh-Hans', blanks: Record<string, string | number> = {}): string {
  const text = key.split('.').reduce<unknown>((table, step) => (table as Record<string, unknown> | undefined)?.[step], tables.get(language))
  if (typeof text !== 'string') throw new Error(`app/words/${language} says nothing for ${key}`)
  return text.replace(/\{(\w+)\}/g, (_, blank) => {
    if (!(blank in blanks)) throw new Error(`${key} has a blank for ${blank}`)
    return String(blanks[blank])
  })
}

function read(language: Language): Record<string, unknown> {
  const folder = fileURLToPath(new URL(`../../app/words/${language}/`, import.meta.url))
  const files = readdirSync(folder).filter((name) => name.endsWith('.toml'))
  return Object.fromEntries(files.map((name) => [name.replace('.toml', ''), parse(readFileSync(folder + name, 'utf8'))]))
}
