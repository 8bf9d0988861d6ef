import { paths } from '../../linli/mailbox.ts'
import { answer, file, fillIn, general, lin, mobile, signIn, take, told, wu } from '../../linli/people.ts'
import { desk, expect, test } from '../../linli/test.ts'
import type { Visitor } from '../../linli/visitor.ts'
import { say } from '../../linli/words.ts'

async function resolve(staff: Visitor, outcome: string, text: string, send = say('handling.resolve_send')): Promise<void> {
  await staff.page.locator('summary', { hasText: say('handling.resolve') }).click()
  await staff.page.locator('[name="work[finding]"][value="upheld"]').check()
  await staff.page.locator(`[name="work[outcome][]"][value="${outcome}"]`).check()
  await staff.page.locator('#resolve-text').fill(text)
  await staff.page.getByRole('button', { name: send }).click()
}

const surveyed = /^\/s\/[\w-]+$/

const row = (staff: Visitor, number: string) => staff.page.locator('.queue tbody tr', { hasText: number.slice(-4) })

test('a complaint goes all the way round', async ({ linli, resident, staff, another }) => {
  test.setTimeout(90_000)
  const said = told({ households: '12', photo: true })
  await signIn(staff, lin)
  const { link, number } = await file(resident, said)
  const filed = Date.now()

  await test.step('staff see it within a second, without reloading', async () => {
    await expect(row(staff, number)).toBeVisible({ timeout: 1_000 })
    expect(Date.now() - filed).toBeLessThan(1_500)
    await expect(row(staff, number).locator('.grade[data-grade="1"]')).toBeVisible()
  })

  await test.step('she sees her own words and her photo by the private link', async () => {
    await resident.open(link)
    await expect(resident.page.getByText(said.text)).toHaveCount(1)
    const photo = resident.page.locator(`img[src^="${link}/photos/"]`).first()
    await expect(photo).toHaveCount(1)
    const answer = await resident.page.request.get((await photo.getAttribute('src'))!)
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-type']).toBe('image/jpeg')
  })

  const engineer = await another(desk, 'run')
  await test.step('it is taken and handed over; responsibility moves on acceptance', async () => {
    await staff.open(`/desk/complaints/${number}`)
    await take(staff)
    await staff.page.locator('summary', { hasText: say('handling.offer') }).click()
    await staff.page.locator('#to').selectOption({ label: `${wu.name} · ${say('kind.department.engineering')}` })
    await staff.page.getByRole('button', { name: say('handling.offer_send') }).click()
    await expect(staff.page.getByText(say('handling.offered', 'zh-Hans', { giver: lin.name, receiver: wu.name }))).toBeVisible()
    await signIn(engineer, wu)
    await engineer.open(`/desk/complaints/${number}`)
    await engineer.page.getByRole('button', { name: say('handling.accept') }).click()
    await expect(staff.page.locator('aside .panel').first().getByText(wu.name)).toBeVisible()
  })

  // Grade 1: a second person lets every word go.
  const above = await another(desk, 'run')
  const approve = async (words: string): Promise<void> => {
    await above.open(`/desk/complaints/${number}`)
    await expect(above.page.locator('#approve-text')).toHaveValue(new RegExp(words))
    await above.page.getByRole('button', { name: say('approval.approve'), exact: true }).click()
    await expect(above.page.locator('#approve-text')).toHaveCount(0)
  }
  await test.step('the reply reaches her by e-mail and by the link', async () => {
    await engineer.page.locator('#reply-text').fill('今天下午三点派人到现场，修好当面告诉您。')
    await engineer.page.getByRole('button', { name: say('approval.submit'), exact: true }).click()
    await signIn(above, general)
    await approve('今天下午三点派人到现场')
    const mail = await linli.mailbox.arrives(said.email, new RegExp(say('mail.replied.subject', 'zh-Hans', { number })))
    expect(mail.text).toContain('今天下午三点派人到现场')
    expect(paths(mail.text, linli.address)).toContain(link)
    await resident.open(link)
    await expect(resident.page.getByText('今天下午三点派人到现场')).toBeVisible()
  })

  const survey = await test.step('the result is told, and the survey is sent along', async () => {
    await resolve(engineer, 'repair', '控制板已经换新，试运行正常。', say('approval.submit_result'))
    await approve('控制板已经换新')
    await expect(engineer.page.getByText(say('stage.staff.awaiting_confirmation')).first()).toBeVisible()
    await resident.open(link)
    await expect(resident.page.getByText('控制板已经换新').first()).toBeVisible()
    const mail = await linli.mailbox.arrives(said.email, new RegExp(say('mail.resolved.subject', 'zh-Hans', { number })))
    expect(mail.text).toContain('控制板已经换新，试运行正常。')
    const links = paths(mail.text, linli.address)
    expect(links).toEqual([expect.stringMatching(surveyed), link])
    return links[0]
  })

  await test.step('she answers the survey, and the score moves', async () => {
    await staff.open('/desk/scores')
    const answered = staff.page.locator('.figures-row')
    const before = await answered.innerText()
    await resident.open(survey)
    await answer(resident, 'yes')
    await expect(answered).not.toHaveText(before)
    await expect(engineer.page.getByText(say('stage.closed')).first()).toBeVisible()
  })
})

test('who has only a phone gets the survey by SMS, and says that it is not solved', async ({ linli, resident, staff }) => {
  const phone = mobile()
  const { link, number } = await file(resident, told({ email: '', phone }))
  const received = await linli.gateway.hears(phone, say('mail.received.sms', 'zh-Hans', { number }))
  expect(paths(received.text, linli.address)).toEqual([link])
  await signIn(staff, lin)
  await staff.open(`/desk/complaints/${number}`)
  await take(staff)
  await resolve(staff, 'explanation', '已经解释清楚。')
  const message = await linli.gateway.hears(phone, say('mail.resolved.sms', 'zh-Hans', { number }))
  const links = paths(message.text, linli.address)
  expect(links).toEqual([expect.stringMatching(surveyed)])
  await resident.open(links[0])
  await expect(resident.page.getByText(say('survey.about', 'zh-Hans', { number }))).toBeVisible()
  await answer(resident, 'no')
  await expect(staff.page.getByText(say('stage.reopened')).first()).toBeVisible()
  await resident.open(links[0])
  await expect(resident.page.getByText(say('survey.done.before_note'))).toBeVisible()
})

test('what was typed and the photos survive a refusal @nowasm', async ({ resident }) => {
  if (resident.scripts !== 'run') resident.expectStatus(422)
  const said = told({ photo: true })
  await resident.open('/complaints/new?community=wt')
  await fillIn(resident, said)
  const email = resident.page.locator('[name="draft[email]"]')
  await email.fill('zhou@')
  await resident.page.getByRole('button', { name: say('complaint.send') }).click()
  await expect(resident.page.locator('#problems')).toBeVisible()
  await expect(resident.page.locator('[name="draft[text]"]')).toHaveValue(said.text)
  await expect(email).toHaveValue('zhou@')
  await expect(email).toHaveAttribute('aria-invalid', 'true')
  await expect(resident.page.locator('[name="draft[kind]"][value="works"]')).toBeChecked()
  await resident.page.locator('#problems a').first().click()
  await expect(email).toBeFocused()
  await expect(resident.page.locator('[name="draft[text]"]')).toHaveValue(said.text)
  await email.fill(said.email)
  await resident.page.getByRole('button', { name: say('complaint.send') }).click()
  await resident.page.waitForURL(/\/c\/[\w-]+\/receipt$/)
  await resident.open(new URL(resident.page.url()).pathname.replace(/\/receipt$/, ''))
  await expect(resident.page.getByText(said.text)).toHaveCount(1)
  await expect(resident.page.locator('img[src*="/photos/"]').first()).toHaveCount(1)
})

test('not solved opens it again with the same handler', async ({ resident, staff }) => {
  const { link, number } = await file(resident, told())
  await signIn(staff, lin)
  await staff.open(`/desk/complaints/${number}`)
  await take(staff)
  await resolve(staff, 'explanation', '已经解释清楚。')
  await expect(staff.page.getByText(say('stage.staff.awaiting_confirmation')).first()).toBeVisible()
  await resident.open(link)
  await resident.page.locator('[name="follow[act]"][value="not_solved"]').check()
  await resident.submits(async () => {
    await resident.page.getByRole('button', { name: say('tracking.confirm.send') }).click()
    await expect(resident.page.getByText(say('tracking.at.reopened')).first()).toBeVisible()
  })
  await expect(staff.page.getByText(say('stage.reopened')).first()).toBeVisible()
})

test('a complaint is withdrawn in two steps', async ({ resident }) => {
  const { link } = await file(resident, told())
  await resident.open(link)
  await resident.page.getByText(say('tracking.withdraw.title'), { exact: true }).click()
  await resident.submits(async () => {
    await resident.page.getByRole('button', { name: say('tracking.withdraw.send') }).click()
    await expect(resident.page.getByText(say('tracking.at.withdrawn')).first()).toBeVisible()
  })
})

test('a link altered by one letter opens nothing', async ({ resident }) => {
  const { link } = await file(resident, told())
  resident.expectStatus(404)
  const last = link.at(-1) === 'A' ? 'B' : 'A'
  const answer = await resident.page.goto(link.slice(0, -1) + last)
  expect(answer?.status()).toBe(404)
})
