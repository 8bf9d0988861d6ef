import { answer, file, lin, mobile, signIn, take, told } from '../linli/people.ts'
import { picture } from '../linli/photo.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import { languages, say } from '../linli/words.ts'

const pages = ['/', '/settings', '/notice', '/complaints/new?community=wt', '/desk/sign-in']
const stages = [
  'received', 'accepted', 'verifying', 'handling', 'waiting_for_you', 'awaiting_confirmation', 'closed', 'closed_no_reply', 'withdrawn', 'reopened',
]
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

for (const stage of stages) {
  test(`axe finds nothing on a complaint that is ${stage}`, async ({ linli, another }) => {
    const visitor = await another(phone, 'run')
    await visitor.open(linli.link(stage))
    await visitor.expectAccessible()
    await visitor.expectNoOverflow()
  })
}

test('axe finds nothing on a receipt', async ({ linli, another }) => {
  const visitor = await another(phone, 'run')
  await visitor.open(`${linli.link('received')}/receipt`)
  await visitor.expectAccessible()
})

test('axe finds nothing on a survey, with problems and answered', async ({ linli, another }) => {
  const visitor = await another(phone, 'run')
  const { page } = visitor
  await visitor.open(linli.link('awaiting_confirmation'))
  const survey = await page.locator('a[href^="/s/"]').first().getAttribute('href')
  await visitor.open(survey!)
  await visitor.expectAccessible()
  await page.getByRole('button', { name: say('survey.send') }).click()
  await expect(page.locator('#problems')).toBeVisible()
  await visitor.expectAccessible()
  await answer(visitor, 'yes')
  await visitor.expectAccessible()
  await visitor.open(survey!)
  await expect(page.getByText(say('survey.done.before_note'))).toBeVisible()
  await visitor.expectAccessible()
})

test('axe finds nothing on the form with all its problems', async ({ another }) => {
  const visitor = await another(phone, 'run')
  const { page } = visitor
  await visitor.open('/complaints/new')
  await page.getByRole('button', { name: say('complaint.send') }).click()
  await expect(page.locator('#problems')).toBeFocused()
  await visitor.expectAccessible()
  await page.locator('#households').fill('many')
  await page.locator('#email').fill('zhou@')
  await page.locator('input[type="file"]').setInputFiles(picture())
  await expect(page.locator('input[type="hidden"][name="draft[photos][]"]')).toHaveCount(1)
  await page.locator('summary:visible').first().click()
  await page.getByRole('button', { name: say('complaint.send') }).click()
  await expect(page.locator('#email')).toHaveAttribute('aria-invalid', 'true')
  await visitor.expectAccessible()
})

test('axe finds nothing on what is not found and on a link that opens nothing', async ({ linli, another }) => {
  const visitor = await another(phone, 'run')
  visitor.expectStatus(404)
  const link = linli.link('received')
  for (const path of ['/no-such-page', link.slice(0, -1) + (link.at(-1) === 'A' ? 'B' : 'A')]) {
    const answered = await visitor.page.goto(path)
    expect(answered?.status(), path).toBe(404)
    await visitor.expectAccessible()
  }
})

test('axe finds nothing on a refused sign-in', async ({ another }) => {
  const visitor = await another(desk, 'run')
  visitor.expectStatus(422)
  const { page } = visitor
  visitor.expectStatus(422)
  await visitor.open('/desk/sign-in')
  await page.getByRole('button', { name: say('account.sign_in') }).click()
  await expect(page.locator('#problems')).toBeVisible()
  await visitor.expectAccessible()
  await page.locator('[autocomplete="username"]').fill(lin.account)
  await page.locator('[type="password"]').fill('not hers')
  await page.getByRole('button', { name: say('account.sign_in') }).click()
  await expect(page.getByText(say('refusal.wrong_sign_in'))).toBeVisible()
  await visitor.expectAccessible()
})

test('axe finds nothing in elder mode', async ({ linli, another }) => {
  const visitor = await another(phone, 'run')
  await visitor.open('/set/size/large?back=/')
  for (const path of ['/', '/complaints/new?community=wt', linli.link('awaiting_confirmation'), `${linli.link('received')}/receipt`]) {
    await visitor.open(path)
    await expect(visitor.page.locator('html')).toHaveAttribute('data-size', 'large')
    await visitor.expectAccessible()
    await visitor.expectNoOverflow()
  }
})

test('axe finds nothing on the desk', async ({ linli, another }) => {
  test.setTimeout(90_000)
  const staff = await another(desk, 'run')
  await signIn(staff, lin)
  await expect(staff.page.locator('.queue tbody tr').first()).toBeVisible()
  await staff.expectAccessible()
  const complaint = await staff.page.locator('.queue a.title').first().getAttribute('href')
  for (const path of [complaint!, `${complaint!}/dossier`, '/desk/new', '/desk/calls', '/desk/pass-on', '/desk/to-tell', '/desk/scores', '/desk/tables', '/desk/tables?show=register', '/desk/wall']) {
    await staff.open(path)
    await staff.expectAccessible()
  }
  await test.step('with somebody to be told, whom no SMS reaches', async () => {
    linli.gateway.status = 400
    const resident = await another(phone, 'run')
    const { number } = await file(resident, told({ email: '', phone: mobile() }))
    await staff.open(`/desk/complaints/${number}`)
    await take(staff)
    await staff.page.locator('#reply-text').fill('今天下午三点派人到现场。')
    await staff.page.getByRole('button', { name: say('handling.reply_send') }).click()
    await staff.open('/desk/to-tell')
    await expect(staff.page.getByRole('link', { name: number })).toBeVisible({ timeout: 10_000 })
    linli.gateway.status = 200
    await staff.expectAccessible()
  })
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
