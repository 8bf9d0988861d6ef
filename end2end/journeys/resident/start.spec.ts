import { expect, phone, test } from '../../linli/test.ts'
import { say } from '../../linli/words.ts'

test('danger comes first, and a thumb can call from any page', async ({ resident }) => {
  await resident.open('/')
  await expect(resident.page.getByRole('heading', { level: 1 })).toHaveText(say('start.title'))
  for (const number of ['119', '120', '110']) {
    await expect(resident.page.locator(`a[href="tel:${number}"]`)).toContainText(number)
  }
  for (const path of ['/', '/settings', '/no-such-page']) {
    if (path === '/no-such-page') resident.expectStatus(404)
    await resident.open(path)
    await expect(resident.page.locator('footer a[href^="tel:"]'), path).toBeVisible()
    await resident.expectNoOverflow()
  }
})

test('a page that is only read loads no program, and the others load theirs', async ({ another }) => {
  const visitor = await another(phone, 'run')
  const rows = [
    ['/', false],
    ['/notice', false],
    ['/settings', false],
    ['/complaints/new', true],
    ['/desk/sign-in', true],
  ] as const
  for (const [path, has] of rows) {
    await visitor.page.goto(path)
    expect(await visitor.hasProgram(), path).toBe(has)
  }
})

test('an unknown address says what to do, with status 404', async ({ resident }) => {
  resident.expectStatus(404)
  const answer = await resident.page.goto('/complaints/none-of-ours')
  expect(answer?.status()).toBe(404)
  await expect(resident.page.getByRole('heading', { level: 1 })).toHaveText(say('failure.not_found.title'))
})
