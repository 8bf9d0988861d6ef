import { desk, expect, phone, test } from '../linli/test.ts'
import { languages } from '../linli/words.ts'

const pages = ['/', '/settings']
const looks = [
  { colorScheme: 'light', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
] as const

for (const path of pages) {
  test(`axe finds nothing on ${path}`, async ({ another }) => {
    const visitor = await another(phone, 'run')
    await visitor.open(path)
    await visitor.expectAccessible()
  })
}

for (const path of ['/settings']) {
  for (const language of languages) {
    test(`axe finds nothing on ${path} in ${language} in any look`, async ({ another }) => {
      for (const look of looks) {
        const visitor = await another({ ...desk, ...look, locale: language }, 'run')
        await visitor.open(path)
        await expect(visitor.page.locator('html')).toHaveAttribute('lang', language)
        await visitor.expectAccessible()
      }
    })
  }
}
