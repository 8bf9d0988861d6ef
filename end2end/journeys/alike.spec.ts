import { randomInt } from 'node:crypto'
import { file, head, lin, signIn, told } from '../linli/people.ts'
import { desk, expect, test } from '../linli/test.ts'
import type { Visitor } from '../linli/visitor.ts'
import { say } from '../linli/words.ts'

/** What three neighbours say of one matter, and nobody else in the sample does. */
function matter(): string {
  return `电梯门夹住小孩书包，第${randomInt(1_000_000)}次了`
}

const panel = (staff: Visitor) => staff.page.locator('.panel.alike')
const proposal = (staff: Visitor, number: string) => panel(staff).locator('li', { hasText: number })

async function open(staff: Visitor, number: string): Promise<void> {
  await staff.open(`/desk/complaints/${number}`)
}

async function confirm(staff: Visitor, number: string, other: RegExp): Promise<void> {
  await open(staff, number)
  const first = panel(staff).locator('li').filter({ hasText: other }).first()
  await first.getByRole('button', { name: say('alike.confirm_complaint') }).click()
  await expect(panel(staff).getByRole('button', { name: say('alike.leave_complaint') })).toBeVisible()
}

test('three neighbours of one matter are grade 2, and one reply reaches them', async ({ another, staff }) => {
  test.setTimeout(120_000)
  const text = matter()
  const residents = [await another(), await another(), await another()]
  const filed = []
  for (const resident of residents) filed.push(await file(resident, told({ text })))
  const [first, second, third] = filed as [(typeof filed)[0], (typeof filed)[0], (typeof filed)[0]]
  await signIn(staff, lin)
  await open(staff, second.number)
  await expect(proposal(staff, first.number)).toContainText(say('alike.likeness.very', 'zh-Hans', { percent: 100 }))
  await confirm(staff, second.number, new RegExp(first.number))
  await expect(staff.page.locator('.heading .grade[data-grade="4"]')).toBeVisible()
  await confirm(staff, third.number, new RegExp(`${first.number}|${second.number}`))
  await expect(panel(staff)).toContainText(say('alike.in_group', 'zh-Hans', { many: 3 }))
  const reason = say('grade.reason.same_complaint', 'zh-Hans', { complainants: 3, limit: 3 })
  for (const { number } of filed) {
    await open(staff, number)
    await expect(staff.page.locator('.heading .grade[data-grade="2"]')).toBeVisible()
    await expect(staff.page.locator('.heading')).toContainText(reason)
  }
  await staff.expectNoOverflow()

  await open(staff, first.number)
  const reply = staff.page.locator('#reply-text')
  await reply.fill('今晚停梯两小时，换门机。')
  await staff.page.getByLabel(say('alike.reply_all', 'zh-Hans', { many: 2 })).check()
  await staff.page.getByRole('button', { name: say('approval.submit') }).click()
  await expect(reply).toHaveCount(0)
  const above = await another(desk, 'run')
  await signIn(above, head)
  await open(above, first.number)
  await above.page.getByRole('button', { name: say('approval.approve'), exact: true }).click()
  await expect(staff.page.locator('.thread')).toContainText(say('event.staff.replied_together', 'zh-Hans', { many: 3 }))
  await expect(reply).toHaveValue('')
  for (const [place, { link }] of filed.entries()) {
    const resident = residents[place]!
    await resident.open(link)
    await expect(resident.page.locator('body')).toContainText('今晚停梯两小时，换门机。')
    for (const other of filed.filter((one) => one.link !== link)) {
      await expect(resident.page.locator('body')).not.toContainText(other.number)
    }
  }

  await open(staff, third.number)
  await panel(staff).getByRole('button', { name: say('alike.leave_complaint') }).click()
  const fewer = say('alike.fewer_complainants', 'zh-Hans', { before: 3, now: 1 })
  await expect(panel(staff)).toContainText(fewer)
  await expect(staff.page.locator('.heading .grade[data-grade="2"]')).toBeVisible()
  await expect(staff.page.locator('.regrade .grade[data-grade="4"]')).toBeVisible()
})

test('without scripts they are put together, told apart and added by number', async ({ another }) => {
  test.setTimeout(90_000)
  const text = matter()
  const filed = []
  for (const resident of [await another(), await another()]) filed.push(await file(resident, told({ text })))
  const [first, second] = filed as [(typeof filed)[0], (typeof filed)[0]]
  const plain = await another(desk, 'off')
  await signIn(plain, lin)
  await expect(async () => {
    await open(plain, second.number)
    await expect(proposal(plain, first.number)).toHaveCount(1, { timeout: 500 })
  }).toPass()
  await proposal(plain, first.number).getByRole('button', { name: say('alike.not_same') }).click()
  await expect(proposal(plain, first.number)).toHaveCount(0)
  plain.expectStatus(422)
  const by = async (number: string): Promise<void> => {
    const details = panel(plain).locator('details')
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click()
    await details.locator('[name="work[with]"]').fill(number)
    await details.getByRole('button', { name: say('alike.add_send') }).click()
  }
  await by('WT-2001-0001')
  await expect(plain.page.locator('.alike .wrong')).toContainText(say('problem.no_such_complaint'))
  await by(first.number)
  await expect(panel(plain)).toContainText(say('alike.in_group', 'zh-Hans', { many: 2 }))
  await plain.expectNoOverflow()
})
