import { lin, signIn } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import { languages } from '../linli/words.ts'

const pages = ['/', '/settings', '/notice', '/complaints/new?community=wt', '/desk/sign-in']
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

test('axe finds nothing on what a private link opens', async ({ linli, another }) => {
  test.setTimeout(90_000)
  const links = [...linli.printed.matchAll(/\/c\/[\w-]+/g)].map(([link]) => link)
  expect(links.length).toBeGreaterThan(2)
  const visitor = await another(phone, 'run')
  for (const link of links.slice(0, 4)) {
    await visitor.open(link)
    await visitor.expectAccessible()
    await visitor.expectNoOverflow()
  }
  await visitor.open(`${links[0]}/receipt`)
  await visitor.expectAccessible()
})

test('axe finds nothing on the desk', async ({ another }) => {
  test.setTimeout(90_000)
  const staff = await another(desk, 'run')
  await signIn(staff, lin)
  await expect(staff.page.locator('.queue tbody tr').first()).toBeVisible()
  await staff.expectAccessible()
  const complaint = await staff.page.locator('.queue a.title').first().getAttribute('href')
  for (const path of [complaint!, '/desk/to-tell', '/desk/scores']) {
    await staff.open(path)
    await staff.expectAccessible()
  }
})

for (const path of ['/settings', '/complaints/new?community=wt', '/']) {
  for (const language of languages) {
    test(`axe finds nothing on ${path} in ${language} in any look`, async ({ another }) => {
      test.setTimeout(90_000)
      for (const look of looks) {
        const visitor = await another({ ...desk, ...look, locale: language }, 'run')
        await visitor.open(path)
        await expect(visitor.page.locator('html')).toHaveAttribute('lang', language)
        await visitor.expectAccessible()
      }
    })
  }
}
